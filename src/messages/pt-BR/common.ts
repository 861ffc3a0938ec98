import type { common as english } from "../en/common.ts";
import type { Translation } from "../text.ts";

/** The frame around every command. */
export const common: Translation<typeof english> = {
  "cli.description": "Recebe, confere, explica e reprocessa as chamadas das plataformas de pagamento brasileiras e do Grupo ZAP.",
  "cli.example-title": "Exemplos:",
  "cli.exit-title": "Códigos de saída:",
  "cli.exit":
    "0 feito; 2 opção ou argumento errado; 3 não cadastrado ou já existe; 4 entrada inválida; 5 não autêntica; 6 não entregue; 7 armazenamento; 8 verificação falhou; 130 cancelado; 1 erro nosso",
  "cli.usage-title": "Uso:",
  "cli.usage-options": "[opções]",
  "cli.usage-command": "[comando]",
  "cli.default": "{text} (padrão: {value})",
  "cli.options-title": "Opções:",
  "cli.arguments-title": "Argumentos:",
  "cli.commands-title": "Comandos:",
  "cli.global-title": "Opções de todo comando:",
  "option.home": "pasta que guarda intg.db e key (ou INTG_HOME)",
  "option.json": "JSON na saída padrão",
  "option.quiet": "só dados e erros",
  "option.no-color": "sem cores (ou NO_COLOR)",
  "option.no-input": "nunca pergunta",
  "option.yes": "responde sim a toda pergunta",
  "option.verbose": "diz mais, e mostra a causa dos erros",
  "option.lang": "idioma dos textos, en ou pt-BR (ou INTG_LANG, ou a do sistema); JSON é em inglês",
  "option.show-pii": "mostra nomes, e-mails, telefones e documentos sem máscara",
  "option.debug": "mostra a pilha de um erro",
  "option.version": "mostra a versão",
  "option.help": "mostra a ajuda",
  "error.prefix": "erro",
  "hint.prefix": "dica",
  "warning.prefix": "aviso",
  "language.unknown": "Não há textos em `{given}`; usamos o inglês. Conhecidos: {known}",
  "usage.missing-argument": "falta o argumento '{name}'",
  "usage.option-without-value": "falta o valor da opção '{name}'",
  "usage.missing-option": "falta a opção obrigatória '{name}'",
  "usage.unknown-option": "opção desconhecida '{name}'",
  "usage.unknown-option-near": "opção desconhecida '{name}' (você quis dizer {suggestion}?)",
  "usage.too-many-arguments":
    "argumentos demais para '{name}': {expected} {expected:esperado|esperados}, {given} {given:informado|informados}",
  "note.pointer": "{line}\n  {blanks}^",
};

import type { preset as english } from "../en/preset.ts";
import type { Translation } from "../text.ts";

/** `intg preset ...` */
export const preset: Translation<typeof english> = {
  "preset.summary": "mensagens prontas para carrinho, boleto, Pix, recusa, atraso e boas-vindas",
  "preset.argument.preset": "nome da receita, por exemplo cart",
  "preset.option.product": 'slug de um produto, ou "*" para todos os produtos',
  "column.preset": "RECEITA",
  "column.template": "MODELO",
  "column.after": "DEPOIS DE",
  "column.on-for": "LIGADA PARA",
  "column.what": "O QUÊ",
  "preset.at-once": "na hora",

  "preset.list.summary": "lista as receitas e os produtos em que cada uma está ligada",
  "preset.list.description":
    "Lista sequências de mensagens que você liga com um comando. As esperas contam a partir do momento em que a plataforma nos avisa, e algumas avisam tarde: a Hotmart procura carrinhos abandonados a cada 30 minutos, a PayT avisa depois de 7 a 15. O que um passo seguinte do mesmo comprador no mesmo produto torna desnecessário, como o lembrete de um boleto já pago, não é enviado.",
  "preset.list.example": "intg preset list",

  "preset.on.summary": "liga uma receita",
  "preset.on.description":
    "Inclui os modelos e as regras de uma receita. Os textos estão em português e são seus para mudar: intg template set. Um modelo com o mesmo nome que já existe fica como está, então dá para ligar a receita de novo quando quiser, e em um produto depois do outro. As esperas contam a partir do momento em que a plataforma nos avisa.",
  "preset.on.example": 'intg preset on cart\nintg product add "Curso Y" --slug curso-y\nintg preset on boleto --product curso-y',
  "preset.on.option.to": "destino que envia as mensagens; se não vier, o único que envia",
  "preset.on.done": "Receita {preset} ligada para {product}: {rules}",
  "preset.on.existed": "A receita {preset} já estava ligada para {product}: {rules}",
  "preset.on.hint": "Leia um texto: intg template show {name}. Mude: intg template set {name} --text '...'",
  "preset.what.added": "incluído",
  "preset.what.moved": "destino definido",
  "preset.what.kept": "mantido",

  "preset.off.summary": "desliga uma receita",
  "preset.off.description":
    "Remove as regras que a receita incluiu; os modelos ficam. Uma regra que mudou desde então não é mais da receita. As mensagens que já esperam ainda são enviadas.",
  "preset.off.example": "intg preset on welcome\nintg preset off welcome",
  "preset.off.done": "Receita {preset} desligada para {product}.",
  "preset.off.was-not-on": "A receita {preset} não está ligada para {product}.",
  "preset.off.on-for": "A receita {preset} não está ligada para {product}. Está para {known}: escolha com --product.",
};

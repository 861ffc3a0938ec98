import type { product as english } from "../en/product.ts";
import type { Translation } from "../text.ts";

/** `intg product ...`, and words that several configuration commands share. */
export const product: Translation<typeof english> = {
  "argument.provider": "uma destas: {known}",
  "option.store": "conta na plataforma (padrão: default)",
  "store.bad-name": "letras minúsculas, algarismos, pontos, hifens e sublinhados, no máximo 63",
  "edit.nothing": "Nada para mudar foi informado.",
  "column.slug": "SLUG",
  "column.name": "NOME",
  "column.description": "DESCRIÇÃO",
  "column.type": "TIPO",
  "column.price": "PREÇO",
  "column.sales-url": "URL DE VENDA",
  "column.image": "IMAGEM",
  "column.links": "VÍNCULOS",
  "column.rules": "REGRAS",
  "column.provider": "PLATAFORMA",
  "column.store": "LOJA",
  "column.external-id": "ID EXTERNO",
  "column.kind": "TIPO",
  "column.offer": "OFERTA",
  "column.plan": "PLANO",
  "column.release-on-boleto": "LIBERA NO BOLETO",
  "column.block-on-cancel": "BLOQUEIA AO CANCELAR",
  "column.id": "ID",
  "column.product": "PRODUTO",
  "column.on": "GATILHO",
  "column.when": "CONDIÇÃO",
  "column.actions": "AÇÕES",

  "product.summary": "o que você vende, e quais ids externos liberam cada produto",
  "product.argument.slug": "slug do produto",
  "product.option.description": "um texto curto, só para você",
  "product.option.image": "caminho ou URL de uma imagem, de preferência 180x45",
  "product.option.type": "um destes: {types} (padrão: course)",
  "product.option.price": "em reais: 197.00 ou 197,00",
  "product.option.sales-url": "página em que ele é vendido",
  "product.bad-name": "o nome deve ter de 1 a {longest} caracteres, em uma linha só",
  "product.bad-slug": "letras minúsculas e algarismos, unidos por hifens, pontos ou sublinhados, no máximo {longest}; informe com --slug",
  "product.image-missing": "Não há um arquivo {image} aqui; o caminho foi guardado assim mesmo. O tamanho sugerido é 180x45 pixels.",

  "product.add.summary": "cadastra um produto",
  "product.add.description":
    "Cadastra um produto. O slug, feito a partir do nome se você não informar outro, é mostrado: é por ele que os outros comandos chamam o produto.",
  "product.add.example": 'intg product add "Curso de Ingles" --price 197,00 --sales-url https://example.com/ingles',
  "product.add.argument.name": "o nome que as pessoas leem",
  "product.add.option.slug": "nome curto para os comandos (padrão: feito a partir do nome)",
  "product.add.done": "{name} cadastrado. Vincule ao id com que você o vende: intg product link {slug} <plataforma> <id-externo>",

  "product.list.summary": "lista os produtos",
  "product.list.example": "intg product list --json",
  "product.list.empty": 'Ainda não há produtos. Cadastre um: intg product add "Curso X"',

  "product.show.summary": "mostra um produto com os vínculos e as regras",
  "product.show.example": "intg product show curso-x",
  "product.show.links": "Vínculos",
  "product.show.rules": "Regras",
  "product.show.no-links": "Sem vínculo: intg product link {slug} <plataforma> <id-externo>",
  "product.show.no-rules": "Sem regras: intg rule add {slug} --on purchase.approved --add-tag cliente",

  "product.edit.summary": "muda um produto",
  "product.edit.description": 'Muda os campos informados e não mexe nos outros. Um texto vazio limpa o campo: --description ""',
  "product.edit.example": "intg product edit curso-x --price 247,00 --type package",
  "product.edit.option.name": "o nome que as pessoas leem",
  "product.edit.done": "{name} ({slug}) foi atualizado.",

  "product.remove.summary": "remove um produto com os vínculos e as regras",
  "product.remove.description":
    "Remove um produto com os vínculos e as regras, e pergunta antes se ele tiver algum. Os eventos e os acessos que ele liberou ficam.",
  "product.remove.example": "intg product remove curso-x --yes",
  "product.remove.confirm": "Remover {slug} com {links} {links:vínculo|vínculos} e {rules} {rules:regra|regras}",
  "product.remove.done": "{slug} removido, com {links} {links:vínculo|vínculos} e {rules} {rules:regra|regras}.",

  "product.link.summary": "diz qual id externo libera um produto",
  "product.link.description":
    "Diz qual id de uma plataforma libera um produto. Um id nunca libera dois produtos; --offer ou --plan tornam o vínculo mais preciso. O que você\nnão informa fica como estava.",
  "product.link.example":
    "intg product link curso-x hotmart 1234567\nintg product link clube hotmart 7654321 --kind subscription --plan anual --release-on-boleto",
  "product.link.argument.external-id": "id do produto no painel da plataforma",
  "product.link.option.offer": "só esta oferta",
  "product.link.option.plan": "só este plano",
  "product.link.option.kind":
    "{kinds} (padrão: como já está vinculado; se não estiver, subscription para um plano e one-time para o resto)",
  "product.link.option.release-on-boleto": "libera o acesso assim que o boleto é emitido, até ele vencer",
  "product.link.option.no-release-on-boleto": "libera o acesso só com o pagamento (padrão)",
  "product.link.option.block-on-cancel": "retira o acesso depois de cancelamento, reembolso e chargeback (padrão)",
  "product.link.option.no-block-on-cancel": "mantém o acesso depois de cancelamento, reembolso e chargeback",
  "product.link.bad-id": "deve ter de 1 a {longest} caracteres, em uma linha só",
  "product.link.done": "{provider} {externalId}, na loja {store}, agora libera {product} ({kind}).",
  "product.link.next-replay":
    "{n} {n:evento espera|eventos esperam} por isso: intg replay --unmatched --provider {provider}{storeFlag} --apply",
  "product.link.next-try": "Experimente: intg simulate {provider} {event} --product {product}",
  "product.link.next-credential":
    "As chamadas são recusadas até a loja ter o segredo dela: intg credential set {provider}{storeFlag} --secret {secret}=env:VARIÁVEL",

  "product.unlink.summary": "desfaz um vínculo",
  "product.unlink.description":
    "Desfaz um vínculo. Descreva-o como foi feito, com --store, --offer e --plan. O acesso que ele liberou fica.",
  "product.unlink.example": "intg product unlink curso-x hotmart 1234567",
  "product.unlink.done": "{provider} {externalId} não libera mais {product}.",
};

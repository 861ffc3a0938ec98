import type { PersonalKind } from "./look-alike.ts";

/** Where people stand, in the words of every vendor. */
const PERSON =
  /buyer|customer|(?:^|_)(?:cli|cus)_|client|compra|cliente|shopper|subscriber|assinante|student|aluno|learner|user|affiliate|afiliad|producer|produtor|coproducer|holder|sender|owner|financialresponsible|commission|billing|seller|vendor|lead/;
/** Things have names too. */
const THING =
  /product|produto|prod_|item|plan(?:o|s)?(?:_|\.|\[|$)|offer|oferta|content|module|lesson|course|curso|event|status|method|tipo|campaign|origin|coupon|cupom|country|carrier|shipping\.service|link\.|gateway|class|category|preapproval\./;
const ADDRESS = /address|endereco|shipping|billing|entrega|location/;
/** Within these everything is of a person that is not known to be of something else: vendors add fields, and sellers their own. */
const OF_A_PERSON =
  /buyer|customer|client|compra|cliente|shopper|subscriber|assinante|student|aluno|learner|(?:^|[._])user|holder|sender|recipient|receiver|titular|address|endereco|contact|person|custom_?fields?|campos|questions|answers/;
/** What says of a person what a hundred thousand others share, or stands for a sale. */
const OF_MANY =
  /^(?:type|tipo|kind|role|brand|service|status|currency\w*|value|amount|price|cost|source|legal_nature|locale|language|idioma|gender|genero|sexo|uf)$|id$|codes?$|^tracking|^utm_|^src$|^sck$/;

/**
 * What kind of personal data stands at a path of a vendor's body, by the words of the path and the look of the value; null for none.
 * Rather one too many than one too few: a product's name is kept, an unknown code of a person is not.
 *
 * @param path - names from the outside in, as the vendor writes them: `["data", "buyer", "first_name"]`, or one of a form.
 */
export function personalKind(path: readonly string[], value: string): PersonalKind | null {
  // One of many phones is a phone.
  const whole = path
    .join(".")
    .toLowerCase()
    .replace(/(?<=.)[.[]\d+\]?(?=[.[]|$)/g, "");
  const leaf = /[^.[\]]+(?=\]?$)/.exec(whole)?.[0] ?? whole;
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value.trim())) return "email";
  if (/^\d{1,3}(\.\d{1,3}){3}$|^(?=.*::|(?:.*:){5})[0-9a-f:]+$/i.test(value.trim()) || /^ip$|ip_?address/.test(leaf)) return "ip";
  if (/birth|nascimento|aniversario|^born/.test(leaf)) return "code";
  if (/^(?:lat|lng|lon|latitude|longitude|lat_?lng|geo_?location|coordinates)$/.test(leaf)) return "code";
  if (/doc(?:ument)?_?type|tipo_?doc|country|pais|currency|state$|estado$|estate$|_at$|date|data_/.test(leaf)) return null;
  if (/(?:^|_)doc(?:ument)?s?$|document(?:s|o|os)?$|cpf|cnpj|tax_?(?:id|number)|^rg$|passport|passaporte/.test(leaf)) return "document";
  if (/^value$/.test(leaf) && /document/.test(whole)) return "document";
  if (/ddd|area_?code|^area$|country_?code|local_?code|phone_code/.test(leaf)) return null;
  if (/phone|telefone|celular|cellphone|(?:^|_)cel$|(?:^|_)fone(?:_|$)|(?:^|_)tel(?:_|$)|mobile|whats|^zap$/.test(leaf)) return "phone";
  if (/^number$/.test(leaf) && /phone/.test(whole)) return "phone";
  if (
    /mess?age$|mensagem|^comment|observa|^obs$|(?:^|_)notes?$|anotac|recado|remarks?$/.test(leaf) &&
    !/error|fail|response|reason/.test(whole)
  )
    return "message";
  if (
    /bar_?code|bankslip_?code|linha_?digitavel|pix|qr_?code|end_to_end|last_?digits|fbclid|gclid|billet|bankslip|boleto_?url|linkboleto/.test(
      leaf,
    )
  )
    return "code";
  if (/^text$|^href$|^emv$/.test(leaf) && /qr|link|pix|boleto/.test(whole)) return "code";
  if (/zip|^cep$|postal/.test(leaf)) return "code";
  if (/street$|^rua$|logradouro|endereco|address(?:_?(?:line)?_?\d)?$|(?:^|_)line_?\d$/.test(leaf)) return "street";
  if (/number$|numero$|complement/.test(leaf) && ADDRESS.test(whole)) return "code";
  if (/numero$|complemento$/.test(leaf)) return "code";
  if (/neighbou?rhood|bairro|district/.test(leaf)) return "place";
  if (/^city$|cidade/.test(leaf)) return "city";
  if (/(?:last|sur|family)_?name$|sobrenome$/.test(leaf)) return "surname";
  if (/name$|nome$|^nome|rsocial$|razao_?social/.test(leaf)) return isThing(whole, leaf) ? null : "name";
  if (
    /^(?:mae|pai|filiacao|nick|apelido|contato?|contact)$|mother|father|responsavel|receiver|recebedor|recipient|destinatari|holder$|titular|portador/.test(
      leaf,
    )
  )
    return "name";
  if (/instagram|facebook|twitter|tiktok|linkedin|telegram|avatar|photo|(?:^|_)foto|picture|login$/.test(leaf)) return "code";
  if (/url$|userkey/.test(leaf) && (PERSON.test(whole) || /recover|recupera/.test(leaf))) return "code";
  if (/^(?:id|code|key|ucode)$/.test(leaf) && /(?:buyer|customer|comprador|cliente|client|student|learner|user)(?:\.|\[)/.test(whole))
    return "code";
  return isOfAPerson(whole, leaf, value) ? "code" : null;
}

/** Words, and numbers that are long enough to be somebody's. */
function isOfAPerson(whole: string, leaf: string, value: string): boolean {
  // `customer_address_full` of a flat body is the customer's.
  const container = whole === leaf ? leaf.slice(0, leaf.lastIndexOf("_") + 1) : whole.slice(0, -leaf.length);
  if (
    OF_MANY.test(leaf) ||
    OF_MANY.test(leaf.slice(leaf.lastIndexOf("_") + 1)) ||
    lastOf(OF_A_PERSON, container) <= lastOf(THING, container)
  )
    return false;
  return /\p{L}/u.test(value) ? value.length > 3 && !/^(?:true|false)$/i.test(value) : value.replace(/\D/g, "").length >= 6;
}

/** A name belongs to the nearest thing or person on its path: `product.seller.name` is a seller's, `subscriber.plan.name` a plan's. */
function isThing(whole: string, leaf: string): boolean {
  const thing = lastOf(THING, whole);
  const person = Math.max(lastOf(PERSON, whole), lastOf(OF_A_PERSON, whole));
  if (thing !== -1 || person !== -1) return thing > person;
  return !/^(?:first_?|last_?|full_?|user_?|cus_?)?(?:name|nome)$|social/.test(leaf);
}

function lastOf(pattern: RegExp, text: string): number {
  return [...text.matchAll(new RegExp(pattern, "g"))].at(-1)?.index ?? -1;
}

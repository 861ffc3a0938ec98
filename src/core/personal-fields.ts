import type { PersonalKind } from "./look-alike.ts";

/** Where people stand, in the words of every vendor. */
const PERSON =
  /buyer|customer|client|compra|cliente|shopper|subscriber|assinante|student|aluno|learner|user|affiliate|afiliad|producer|produtor|coproducer|holder|sender|owner|financialresponsible|commission|billing|seller|vendor|lead/;
/** Things have names too. */
const THING =
  /product|produto|prod_|item|plan(?:o|s)?(?:_|\.|\[|$)|offer|oferta|content|module|lesson|course|curso|event|status|method|tipo|campaign|origin|coupon|cupom|country|carrier|shipping\.service|link\.|gateway|class|category|preapproval\./;
const ADDRESS = /address|endereco|shipping|billing|entrega|location/;

/**
 * What kind of personal data stands at a path of a vendor's body, by the words of the path and the look of the value; null for none.
 * Rather one too many than one too few: a product's name is kept, an unknown code of a person is not.
 *
 * @param path - names from the outside in, as the vendor writes them: `["data", "buyer", "first_name"]`, or one of a form.
 */
export function personalKind(path: readonly string[], value: string): PersonalKind | null {
  const whole = path.join(".").toLowerCase();
  const leaf = /[^.[\]]+(?=\]?$)/.exec(whole)?.[0] ?? whole;
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value.trim())) return "email";
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(value.trim()) || /^ip$|ip_?address/.test(leaf)) return "ip";
  if (/doc(?:ument)?_?type|tipo_?doc|country|pais|currency|state$|estado$|estate$|_at$|date|data_/.test(leaf)) return null;
  if (/(?:^|_)doc(?:ument)?$|document$|cpf|cnpj|tax_?(?:id|number)|^rg$/.test(leaf)) return "document";
  if (/^value$/.test(leaf) && /document/.test(whole)) return "document";
  if (/ddd|area_?code|^area$|country_?code|local_?code|phone_code/.test(leaf)) return null;
  if (/phone|telefone|celular|cellphone|(?:^|_)cel$|(?:^|_)fone$|mobile|whatsapp/.test(leaf)) return "phone";
  if (/^number$/.test(leaf) && /phone/.test(whole)) return "phone";
  if (/mess?age$|mensagem|^comment|observa/.test(leaf) && !/error|fail|response|reason/.test(whole)) return "message";
  if (
    /bar_?code|bankslip_?code|linha_?digitavel|pix|qr_?code|end_to_end|last_?digits|fbclid|gclid|billet|bankslip|boleto_?url|linkboleto/.test(
      leaf,
    )
  )
    return "code";
  if (/^text$|^href$|^emv$/.test(leaf) && /qr|link|pix|boleto/.test(whole)) return "code";
  if (/zip|^cep$|postal/.test(leaf)) return "code";
  if (/street$|^rua$|logradouro|endereco$|^address$/.test(leaf)) return "street";
  if (/number$|numero$|complement/.test(leaf) && ADDRESS.test(whole)) return "code";
  if (/numero$|complemento$/.test(leaf)) return "code";
  if (/neighbou?rhood|bairro|district/.test(leaf)) return "place";
  if (/^city$|cidade/.test(leaf)) return "city";
  if (/name$|nome$|^nome|rsocial$|razao_?social/.test(leaf)) return isThing(whole, leaf) ? null : "name";
  if (/url$|userkey/.test(leaf) && (PERSON.test(whole) || /recover|recupera/.test(leaf))) return "code";
  if (/^(?:id|code|key|ucode)$/.test(leaf) && /(?:buyer|customer|comprador|cliente|client|student|learner|user)(?:\.|\[)/.test(whole))
    return "code";
  return null;
}

/** A name belongs to the nearest thing or person on its path: `product.seller.name` is a seller's, `subscriber.plan.name` a plan's. */
function isThing(whole: string, leaf: string): boolean {
  const thing = lastOf(THING, whole);
  const person = lastOf(PERSON, whole);
  if (thing !== -1 || person !== -1) return thing > person;
  return !/^(?:first_?|last_?|full_?|user_?|cus_?)?(?:name|nome)$|social/.test(leaf);
}

function lastOf(pattern: RegExp, text: string): number {
  return [...text.matchAll(new RegExp(pattern, "g"))].at(-1)?.index ?? -1;
}

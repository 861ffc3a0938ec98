import type { InboundRequest } from "../../core/http-message.ts";
import { isObject, type JsonObject, textAt } from "../../core/json.ts";
import { randomDigits, randomHex } from "../../core/random.ts";
import { editForm, editJson, typedValue, withPath } from "../body-edit.ts";
import type { Variation, WishedMethod } from "../contract.ts";
import { movedDate, shiftBetween } from "../moving-dates.ts";
import { nativeCode } from "./events.ts";
import { formNameOf, pathOf } from "./field-names.ts";
import { ITEM_LISTS, type Item, itemsOf } from "./items.ts";
import { withLeaves } from "./leaves.ts";
import { anyDate } from "./moments.ts";
import { readPayload } from "./payload.ts";

/** Where the vendor's clocks are (guess); only the distance to `at` is measured with it. */
const VENDOR_ZONE = "America/Sao_Paulo";

/** Dates of the sale, which move together; a date of birth does not. */
const MOVING_DATES: ReadonlySet<string> = new Set([
  "data",
  "venda.dataInicio",
  "venda.dataFinalizada",
  "assinatura.data_assinatura",
  "recuperacao_parcelada.data_recuperacao_parcelada",
]);

/** Fields that take a wish where they are empty too; any other empty field says that there is none. */
const BUYER_FIELDS: ReadonlySet<string> = new Set(["comprador.nome", "comprador.email", "comprador.telefone"]);

const METHODS: Readonly<Record<WishedMethod, string>> = { boleto: "Boleto", pix: "Pix", credit_card: "Cartão de crédito" };

const ITEM_FIELD = new RegExp(`^(?:${ITEM_LISTS.join("|")})\\.\\d+\\.`);
const RECOVERY_LINK = "url_recuperacao";

/** New texts by path; those of a listed item stand at `item.` and the field's name. */
type NewTexts = ReadonlyMap<string, string | undefined>;

/**
 * A fixture of any format made into a distinct event: new ids, its dates moved together. `offer` and `kind` are left alone:
 * no field holds an offer, and another kind of sale is another fixture.
 */
export function vary(request: InboundRequest, variation: Variation): InboundRequest {
  const payload = readPayload(request);
  if (!payload.ok) return request;
  const { body } = payload.value;
  const [main] = itemsOf(body);
  const texts = newTexts(body, main, variation);
  const shiftMs = shiftBetween(anyDate(body, nativeCode(body).code, VENDOR_ZONE), variation.at, VENDOR_ZONE);
  return withLeaves(request, (path, before) => {
    const text = textAt({ before }, "before");
    if (text !== null && MOVING_DATES.has(path)) return movedDate(text, shiftMs);
    const place = path.replace(ITEM_FIELD, "item.");
    if (place !== path && !isOfMain(text, main)) return before;
    const wanted = texts.get(place);
    if (wanted === undefined || (text === null && !BUYER_FIELDS.has(path))) return before;
    return typeof before === "number" && /^\d{1,15}$/.test(wanted) ? Number(wanted) : wanted;
  });
}

/** `path` is `venda.valor`, or `venda[valor]` as forms spell it; a form that lacks the field gets it in that spelling. */
export function setField(request: InboundRequest, path: string, value: string): InboundRequest {
  const wanted = pathOf(path);
  if (!request.json().ok) {
    return editForm(request, (fields) => {
      const name = [...fields.keys()].find((field) => pathOf(field) === wanted) ?? formNameOf(wanted);
      return new Map([...fields, [name, value]]);
    });
  }
  return editJson(request, (body) => {
    const changed = withPath(body, wanted.split("."), typedValue(value));
    return isObject(changed) ? changed : body;
  });
}

/** The ids are always drawn, and in one order, so that a seed gives the same ones whatever is wished for. */
function newTexts(body: JsonObject, main: Item, { random, ...wishes }: Variation): NewTexts {
  const dispatch = `wh-${randomHex(random, 8)}`;
  const [sale, subscription, recovery] = [`5${randomDigits(random, 8)}`, `9${randomDigits(random, 6)}`, `7${randomDigits(random, 6)}`];
  const visit = randomHex(random, 32);
  const plan = newPlan(main, wishes.plan);
  const transaction = wishes.transaction ?? sale;
  return new Map([
    ["id", dispatch],
    ["codigo_venda", transaction],
    ["venda.codigo", transaction],
    ["assinatura.codigo", wishes.subscriptionId ?? subscription],
    ["assinatura.parcela", wishes.recurrence?.toString()],
    ...paymentTexts(wishes.method),
    ["recuperacao_parcelada.codigo", recovery],
    [RECOVERY_LINK, `${textAt(body, RECOVERY_LINK)?.split("?")[0] ?? ""}?rec=${visit}`],
    ["codigo_produto", wishes.productId],
    ["produto.codigo", wishes.productId],
    ["item.produto", wishes.productId],
    ["item.codigo", wishes.productId],
    ["produto.nome", wishes.productName],
    ["item.nome", wishes.productName],
    ["plano.referencia", plan.reference],
    ["plano.codigo", plan.code],
    ["venda.plano", plan.code],
    ["item.codPlano", plan.code],
    ["item.plano", plan.reference],
    ["plano.nome", plan.name],
    ["item.planoNome", plan.name],
    ["comprador.nome", wishes.name],
    ["comprador.email", wishes.email],
    ["comprador.telefone", wishes.phone?.replace(/^\+55/, "").replace(/\D/g, "")],
  ]);
}

/** Lines and codes to pay are those of one method; only a card is paid in instalments. */
function paymentTexts(method: WishedMethod | undefined): readonly (readonly [path: string, text: string])[] {
  if (method === undefined) return [];
  return [
    ["venda.formaPagamento", METHODS[method]],
    ...(method === "credit_card" ? [] : [["venda.parcelas", "1"] as const]),
    ...(method === "boleto" ? [] : [["venda.linkBoleto", ""] as const, ["venda.linha_digitavel", ""] as const]),
    ...(method === "pix" ? [] : [["pix_codigo_qrcode", ""] as const]),
  ];
}

interface NewPlan {
  readonly reference?: string;
  readonly code?: string;
  readonly name?: string;
}

/** A wished plan in all its spellings: the reference is two letters and the code; anything else is a name. */
function newPlan({ plan }: Item, wanted: string | undefined): NewPlan {
  const [, letters = "", code] = /^([a-z]{2})?(\d+)$/i.exec(wanted ?? "") ?? [];
  if (code === undefined) return wanted === undefined ? {} : { name: wanted };
  const [known = "AA"] = /^[a-z]{2}/i.exec(plan.plan ?? "") ?? [];
  return { reference: `${letters === "" ? known : letters}${code}`, code };
}

/** An item of a list carries no mark of its own in each field: a field is the main item's when it says what that says. */
function isOfMain(text: string | null, { id, name, plan }: Item): boolean {
  return text !== null && [id, name, plan.plan, plan.planName, ...(plan.planAliases ?? [])].includes(text);
}

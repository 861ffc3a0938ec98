import { isObject, type JsonObject, type JsonValue, textAt } from "../../src/core/json.ts";

/** What one call asks, whatever the case it is written in. */
export interface AccountCall {
  readonly method: string;
  /** In lower case, without the base, `/lead/funnel`. */
  readonly path: string;
  /** A parameter of the query. */
  readonly param: (name: string) => string | null;
  readonly body: JsonValue | null;
}

export interface AccountAnswer {
  readonly status: number;
  readonly json: JsonObject;
}

/** Where a lead is: `machine/funnel/level`, or `machine/funnel` where no level was given. */
export interface AccountLead {
  readonly email: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly places: readonly string[];
  readonly tags: readonly number[];
}

interface StoredLead {
  readonly code: number;
  readonly email: string;
  name: string | null;
  phone: string | null;
  /** Level by `machine/funnel`. */
  readonly places: Map<string, string>;
  readonly tags: Set<number>;
}

const MACHINES = Array.from({ length: 12 }, (_, index) => ({ MachineCode: 700001 + index, MachineName: `Máquina ${index + 1}` }));
const FUNNELS = [
  { SequenceCode: 1500001, SequenceName: "Recuperação" },
  { SequenceCode: 1500002, SequenceName: "Pós-venda" },
];
const LEVELS = [
  { ModelCode: 9300011, Sequence: 1, Subject: "Boas-vindas" },
  { ModelCode: 9300012, Sequence: 2, Subject: "Primeiros passos" },
];
const TAGS = [
  { Id: 640001, Title: "aluno" },
  { Id: 640002, Title: "comprador" },
];

/**
 * An invented account: twelve machines, the first of which has two funnels of two levels; two tags; leads as they come. What the
 * service answers where nobody wrote it down is invented too: `NotFound` about an unknown lead, success for what was so already.
 */
export class LeadloversAccount {
  readonly #leads = new Map<string, StoredLead>();
  readonly #queue: { visibleAt: number; body: JsonObject }[] = [];
  readonly #now: () => number;
  readonly #visibleAfterMs: number;

  constructor(now: () => number, visibleAfterMs: number) {
    this.#now = now;
    this.#visibleAfterMs = visibleAfterMs;
  }

  /** The lead as the account shows it now; undefined while it is only queued. */
  lead(email: string): AccountLead | undefined {
    const lead = this.#find(email);
    if (lead === undefined) return undefined;
    const places = [...lead.places].map(([place, level]) => (level === "" ? place : `${place}/${level}`));
    return { email: lead.email, name: lead.name, phone: lead.phone, places, tags: [...lead.tags] };
  }

  answer(call: AccountCall): AccountAnswer {
    const body = isObject(call.body ?? undefined) ? (call.body as JsonObject) : {};
    switch (`${call.method} ${call.path}`) {
      case "POST /lead":
        return this.#insert(body);
      case "PUT /lead":
        return this.#upsert(body);
      case "POST /tag":
        return this.#tag(textAt(body, "Email"), textAt(body, "Tag"), true);
      case "DELETE /tag":
        return this.#tag(call.param("email"), call.param("tag"), false);
      case "DELETE /lead/funnel":
        return this.#leaveFunnel(call.param("email"), `${call.param("machinecode")}/${call.param("sequencecode")}`);
      case "GET /leadlocation":
        return this.#where(call.param("email"));
      case "GET /machines":
        return pageOf(Number(call.param("page") ?? 1), Number(call.param("registers") ?? 10));
      case "GET /emailsequences":
        return listed({ Items: call.param("machinecode") === "700001" ? FUNNELS : [] });
      case "GET /levels":
        return listed({ Items: call.param("machinecode") === "700001" ? LEVELS : [] });
      case "GET /tags":
        return listed({ Tags: TAGS });
      case "GET /user":
        return listed({ UserCode: 910001, UserName: "Loja Exemplo", UserEmail: "loja@example.com", UserAccessEmail: "loja@example.com" });
      default:
        return refusal(404, "NotFound", "Recurso inexistente (texto inventado)");
    }
  }

  /** Queued: visible when the clock says so. */
  #insert(body: JsonObject): AccountAnswer {
    const problem = problemWith(body);
    if (problem !== null) return problem;
    this.#queue.push({ visibleAt: this.#now() + this.#visibleAfterMs, body });
    return listed({ StatusCode: 200, Message: "Novo lead inserido na fila para processamento.", Exception: null });
  }

  /** At once, and answered with the lead, without a status code. */
  #upsert(body: JsonObject): AccountAnswer {
    const problem = problemWith(body);
    if (problem !== null) return problem;
    const lead = this.#store(body);
    return listed({ Code: lead.code, Email: lead.email, Name: lead.name, Phone: lead.phone });
  }

  #tag(email: string | null, tag: string | null, isOn: boolean): AccountAnswer {
    if (!TAGS.some(({ Id }) => String(Id) === tag)) return refusal(400, 400, "Tag inválida (texto inventado)");
    const lead = this.#find(email ?? "");
    if (lead === undefined) return refusal(404, "NotFound", "Lead não encontrado (texto inventado)");
    if (isOn) lead.tags.add(Number(tag));
    else lead.tags.delete(Number(tag));
    return listed({ StatusCode: 200, Message: isOn ? "Sucesso ao inserir tag" : "Tag removida com sucesso" });
  }

  #leaveFunnel(email: string | null, place: string): AccountAnswer {
    const lead = this.#find(email ?? "");
    if (lead === undefined) return refusal(404, "NotFound", "Lead não encontrado (texto inventado)");
    lead.places.delete(place);
    return listed({ StatusCode: 200, Message: "Lead removido do funil com sucesso" });
  }

  #where(email: string | null): AccountAnswer {
    const lead = this.#find(email ?? "");
    const places = lead === undefined ? [] : [...lead.places];
    return listed({
      Items: places.map(([place, level]) => {
        const [machine, funnel] = place.split("/").map(Number);
        const row = { LeadCode: lead?.code, LeadEmail: lead?.email, LeadName: lead?.name ?? null };
        return { ...row, MachineCode: machine, SequenceCode: funnel, Level: Number(level) };
      }),
    });
  }

  #find(email: string): StoredLead | undefined {
    const ready = this.#queue.filter(({ visibleAt }) => visibleAt <= this.#now());
    for (const queued of ready) {
      this.#queue.splice(this.#queue.indexOf(queued), 1);
      this.#store(queued.body);
    }
    return this.#leads.get(email);
  }

  #store(body: JsonObject): StoredLead {
    const email = textAt(body, "Email") ?? "";
    const empty = { code: 910001 + this.#leads.size, email, name: null, phone: null, places: new Map(), tags: new Set<number>() };
    const lead: StoredLead = this.#leads.get(email) ?? empty;
    lead.name = textAt(body, "Name") ?? lead.name;
    lead.phone = textAt(body, "Phone") ?? lead.phone;
    lead.places.set(`${textAt(body, "MachineCode")}/${textAt(body, "EmailSequenceCode")}`, textAt(body, "SequenceLevelCode") ?? "");
    const tag = textAt(body, "Tag");
    if (tag !== null) lead.tags.add(Number(tag));
    this.#leads.set(email, lead);
    return lead;
  }
}

/** What keeps a lead from being taken; empty text is refused. */
function problemWith(body: JsonObject): AccountAnswer | null {
  if (Object.values(body).some((value) => value === "")) return refusal(400, "BadRequest", "Campo vazio (texto inventado)");
  if (textAt(body, "Email") === null) return refusal(400, "BadRequest", "E-mail inválido (texto inventado)");
  const machine = textAt(body, "MachineCode");
  if (!MACHINES.some(({ MachineCode }) => String(MachineCode) === machine)) return refusal(400, 400, "Código da Máquina inválido");
  return null;
}

function pageOf(page: number, registers: number): AccountAnswer {
  const Items = MACHINES.slice((page - 1) * registers, page * registers);
  return listed({ Items, CurrentPage: page, Registers: Items.length });
}

function listed(json: JsonObject): AccountAnswer {
  return { status: 200, json };
}

function refusal(status: number, StatusCode: number | string, Message: string): AccountAnswer {
  return { status, json: { StatusCode, Message } };
}

import type { CodeObject } from "../../../app/destinations/account.ts";
import { askQuery } from "../../../app/destinations/ask.ts";
import { type FindProblem, findCode } from "../../../app/destinations/find-code.ts";
import { fieldOf } from "../../../app/destinations/map.ts";
import { type OpenDestination, openDestination } from "../../../app/destinations/registered.ts";
import { IntgError } from "../../../core/errors.ts";
import { note } from "../../../core/note.ts";
import type { Destination } from "../../../destinations/contract.ts";
import { badArgument } from "../../bad-argument.ts";
import type { Context } from "../../context.ts";
import type { Input } from "../../input.ts";
import { destinationFailed } from "./failed.ts";

/** The code of what the destination calls so; asks it. */
export async function foundCode(context: Context, input: Input, kind: Destination, object: CodeObject, text: string): Promise<string> {
  const { texts, clock } = context;
  const queries = fieldOf(kind, object)?.queries;
  if (queries === undefined) {
    const detail = texts("destination.map.cannot-find", { title: kind.title, object: object.kind });
    throw new IntgError("INTG_USAGE", { detail, command: input.command });
  }
  const open = await openDestination(await context.store(), clock, input.argument("name"));
  const sender = await context.sender();
  const found = await findCode(kind, queries, text, (query, args) => askQuery(open, sender, query, args));
  if (found.ok) return found.value;
  throw findError(context, input, open, found.error);
}

function findError({ texts }: Context, input: Input, open: OpenDestination, problem: FindProblem): IntgError {
  const { name } = open.destination;
  switch (problem.kind) {
    case "unanswered":
      return destinationFailed(open, texts, problem.reason);
    case "parts":
      return badArgument(input, "code", texts("destination.map.parts", { parts: problem.parts.join("/") }));
    case "unclear": {
      const { part, query, candidates } = problem;
      const args = problem.args.map((code) => ` ${code}`).join("");
      const problems = candidates.map(([code = "", ...titles]) => note("destination.candidate", { code, title: titles[0] ?? "" }));
      return new IntgError("INTG_CODE_NOT_FOUND", { name, query, args, given: part }, { problems });
    }
    default:
      return problem satisfies never;
  }
}

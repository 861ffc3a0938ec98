import { FIRST_PERSON, type StoryStep } from "./scenario.ts";

/** An invented address per person of the story. */
export function emailOf(person: string, wished: string | undefined): string {
  if (wished === undefined) return `${person}@example.com`;
  return person === FIRST_PERSON ? wished : wished.replace("@", `+${person}@`);
}

/** Who a person is in every call of a story: fixtures are about different people. */
export function identityOf(person: string, steps: readonly StoryStep[]): { readonly name: string; readonly phone: string } {
  const number = [...new Set(steps.map((step) => step.person))].indexOf(person) + 1;
  const first = person.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return { name: `${first} Exemplo`, phone: `+5511900${String(number).padStart(6, "0")}` };
}

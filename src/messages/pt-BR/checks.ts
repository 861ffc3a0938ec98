import type { checks as english } from "../en/checks.ts";
import type { Translation } from "../text.ts";

/** The last line under checks. */
export const checks: Translation<typeof english> = {
  "checks.passed":
    "{passed} {passed:verificação passou|verificações passaram}, nenhuma falhou; {warned} com aviso, {skipped} {skipped:pulada|puladas}.",
  "checks.failed":
    "{failed} {failed:falhou|falharam}; {passed} {passed:passou|passaram}, {warned} com aviso, {skipped} {skipped:pulada|puladas}.",
};

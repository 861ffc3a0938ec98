/** The last line under checks. */
export const checks = {
  "checks.passed": "All {passed} passed; {warned} warned, {skipped} skipped.",
  "checks.failed": "{failed} failed; {passed} passed, {warned} warned, {skipped} skipped.",
} as const;

// A proof → the report with each break beside the code that shows it.
import type { DiffReport, ShownProof } from "../report.js";
import type { Proof } from "./prove.js";

/** The report with what the compiler said. */
export function withProof(report: DiffReport, { proved, exceptions, prelude, safe }: Proof): DiffReport {
  const byChange = new Map<string, ShownProof[]>();
  for (const { change, position, probe, code, message } of proved) {
    const key = `${change.kind} ${change.where}`;
    byChange.set(key, [...(byChange.get(key) ?? []), { position, probe, code, message }]);
  }
  return {
    ...report,
    changes: report.changes.map((change) => ({ ...change, proofs: byChange.get(`${change.kind} ${change.where}`) ?? [] })), // prettier-ignore
    proof: {
      prelude,
      safeProbes: safe.probes,
      exceptions: exceptions.map(({ change: { kind, where }, reason }) => ({ kind, where, reason })),
    },
  };
}

// The report for programs. What it holds is `spec/diff-report.schema.json`.
import { jsonText } from "../../doors.js";
import type { DiffReport } from "../report.js";

/** One report, or those of several targets as a list; the same text for the same versions. Without a newline at the end. */
export function renderJson(reports: DiffReport | readonly DiffReport[]): string {
  return jsonText(reports);
}

// Repositories of a test's own, made by the git of this machine and by nobody's settings.
import { execFileSync } from "node:child_process";
import { devNull } from "node:os";

const settings = ["init.defaultBranch=main", "user.name=A", "user.email=a@example.com", "commit.gpgSign=false", "core.autocrlf=false"]; // prettier-ignore

/** Runs git in a folder; what it prints, without the line break at the end. Throws if it fails. */
export function git(cwd: string, ...args: readonly string[]): string {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" };
  const all = [...settings.flatMap((setting) => ["-c", setting]), ...args];
  return execFileSync("git", all, { cwd, env, encoding: "utf8", stdio: "pipe" }).replace(/\n$/, "");
}

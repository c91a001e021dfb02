// Everything that has to hold before a change lands, cheapest first. Goes on after a failure and names what failed.
import { spawnSync } from "node:child_process";

const steps = ["format:check", "lint", "typecheck", "test", "check:generated"];
const failed = steps.filter((step) => {
  console.log(`\n▶ npm run ${step}`);
  return (
    spawnSync("npm", ["run", "--silent", step], { stdio: "inherit", shell: process.platform === "win32" }).status !== 0
  );
});
console.log(failed.length ? `\nfailed: ${failed.join(", ")}` : "\nall is well");
process.exit(failed.length ? 1 : 0);

// With `--import` the process kills itself at its KILL_AT-th change of a package's files: before it, or half-way through what is
// written. What a run does in its cache counts not: that is not the package.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

let left = Number(process.env.KILL_AT);
for (const name of ["mkdir", "rename", "rm", "rmdir", "writeFile"]) {
  const real = fs.promises[name];
  fs.promises[name] = (path, ...rest) => {
    if (--left === 0) {
      if (name === "writeFile") fs.writeFileSync(path, rest[0].slice(0, rest[0].length / 2));
      process.kill(process.pid, "SIGKILL");
    }
    return real(path, ...rest);
  };
}
syncBuiltinESMExports();

#!/usr/bin/env node
// The command. Where Node can keep what it has compiled (from 22.8 on), a run compiles nothing that an earlier one has; so
// everything else is loaded after that is switched on. `NODE_DISABLE_COMPILE_CACHE=1` is Node's own way to switch it off.
import module from "node:module";

/** What Node 20 does not have. */
const { enableCompileCache } = module as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();
await import("./cli/process.js");

#!/usr/bin/env node
// The command. Where Node can keep what it has compiled (from 22.8 on), a run compiles nothing that an earlier one has; so
// everything else is loaded after that is switched on. `NODE_DISABLE_COMPILE_CACHE=1` is Node's own way to switch it off.
import module from "node:module";
import { setFlagsFromString } from "node:v8";

// A command is over in a second or two. Left alone, V8 of Node 20 spends a third of that, and more of the processor, on
// optimizing code that is hardly run again; here a function has to run fifteen times as long before it is worth it. A run
// on a spec of 1,600 actions gains as well. Before the cache, which is of one set of flags; a V8 without this one ignores it.
setFlagsFromString("--interrupt-budget=1000000");

/** What Node 20 does not have. */
const { enableCompileCache } = module as { readonly enableCompileCache?: () => unknown };
enableCompileCache?.();
await import("./cli/process.js");

// The packages as they are installed, on the platform that runs this: `installed.mjs <url>` prints what came of each check.
import * as hub from "@actionwright/nexigon-hub";
import * as nexthink from "@actionwright/nexthink";
import { runSuite } from "./suite.mjs";

console.log(JSON.stringify(await runSuite({ hub, nexthink, url: process.argv[2] })));

// Proof that the compiler looks at this folder: exactly these two errors are expected, and nothing else.
import type { NexigonHub } from "@actionwright/nexigon-hub";

declare const hub: NexigonHub;

const missing: string = hub.devices;
// @ts-expect-error -- nothing is wrong here, so this comment is
const fine: object = hub.devices;

export const all: readonly unknown[] = [missing, fine];

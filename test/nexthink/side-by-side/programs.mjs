// A program of somebody who uses both packages. It tells what happened and judges nothing.
import { inspect } from "node:util";
import * as hub from "@actionwright/nexigon-hub";
import * as hubCore from "@actionwright/nexigon-hub/client";
import * as nexthink from "@actionwright/nexthink";
import * as nexthinkCore from "@actionwright/nexthink/client";

const packages = { hub: hubCore, nexthink: nexthinkCore };

/** The classes of either package that something caught is an instance of. */
function classesOf(error) {
  const found = Object.entries(packages).map(([name, core]) => [
    name,
    Object.entries(core)
      .filter(([key, type]) => /^[A-Z]\w*Error$/.test(key) && error instanceof type)
      .map(([key]) => key),
  ]);
  return {
    ...Object.fromEntries(found),
    name: error.name,
    code: error.code,
    status: error.status,
    action: error.action,
    isSdkError: { hub: hubCore.isSdkError(error), nexthink: nexthinkCore.isSdkError(error) },
    shown: `${JSON.stringify(error)} ${inspect(error, { depth: Infinity, showHidden: true })}`,
  };
}

const clientsOf = ({ hubOptions, nexthinkOptions }) => [
  new hub.NexigonHub(hubOptions),
  new nexthink.Nexthink(nexthinkOptions),
];

/** Calls of both clients, all under way together, every second one of each. */
export async function interleaved({ count, ...options }) {
  const [a, b] = clientsOf(options);
  const calls = Array.from({ length: count }, (_, index) =>
    index % 2 === 0
      ? a.devices.getDetails({ deviceId: "d_bare" }).then(({ deviceId }) => deviceId)
      : b.workflows.get({ nqlId: "#reset_profile" }).then(([{ id }]) => id),
  );
  return Promise.all(calls);
}

/** What both packages throw, by kind: an answer, credentials, a request, options, a value. */
export async function failures(options) {
  const [a, b] = clientsOf(options);
  const caught = async (run) => {
    try {
      await run();
      return "nothing";
    } catch (error) {
      return classesOf(error);
    }
  };
  const both = async (first, second) => ({ hub: await caught(first), nexthink: await caught(second) });
  const { hubOptions, nexthinkOptions } = options;
  return {
    answer: await both(
      () => a.devices.getDetails({ deviceId: "d_not_in_the_table" }),
      () => b.workflows.get({ nqlId: "refused" }),
    ),
    credentials: await both(
      () => new hub.NexigonHub({ ...hubOptions, token: "" }).devices.query(),
      () => new nexthink.Nexthink({ ...nexthinkOptions, clientSecret: "" }).workflows.get({ nqlId: "#w" }),
    ),
    request: await both(
      () => a.devices.getDetails({}),
      () => b.workflows.get({}),
    ),
    options: await both(
      () => new hub.NexigonHub({ token: "t" }),
      () => new nexthink.Nexthink({ clientId: "id", clientSecret: "s" }),
    ),
    value: await both(
      () => hub.devices.DeviceEvent.parse(1),
      () => nexthink.workflows.NxtWorkflow.parse(1),
    ),
    // An action in the hands of the other package's client.
    stranger: await both(
      () => a.execute(new nexthink.workflows.GetAction({ nqlId: "#w" })),
      () => b.execute(new hub.devices.GetDeviceDetailsAction({ deviceId: "d_bare" })),
    ),
  };
}

/** Whether a class of one package takes an action of the other for its own. */
export function actions() {
  const ours = new hub.devices.GetDeviceDetailsAction({ deviceId: "d" });
  const theirs = new nexthink.workflows.GetAction({ nqlId: "#w" });
  const classes = Object.values(hub.devices).filter((type) => typeof type === "function" && type.prototype);
  const others = Object.values(nexthink.workflows).filter((type) => typeof type === "function" && type.prototype);
  return {
    hub: [
      classes.filter((type) => ours instanceof type).length,
      classes.filter((type) => theirs instanceof type).length,
    ],
    nexthink: [
      others.filter((type) => theirs instanceof type).length,
      others.filter((type) => ours instanceof type).length,
    ],
    counts: [classes.length, others.length],
  };
}

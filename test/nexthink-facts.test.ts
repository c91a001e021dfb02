// The spec of Nexthink against the seven documents that its vendor publishes: operations, statuses, parameters, and the
// fields of every schema. Where the spec follows the vendor's prose or sense instead, it says so in an `x-reason`, and the
// difference is listed here.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createReport, nodeHost, readSpec } from "../generator/index.js";
import { allActions, type Model, type NamedType } from "../generator/model.js";
import { repository, vendorData } from "./support/folder.js";

const folder = join(vendorData, "nexthink");

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}
interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** The module of each document, and what the spec calls its schemas. A name of null: no type of its own. */
const documents: Readonly<
  Record<string, { readonly module: string; readonly names?: Readonly<Record<string, string | null>> }>
> = {
  workflows: {
    module: "workflows",
    names: {
      ExecutionRequest: "NxtWorkflowExecutionRequest",
      ExecutionResponse: "NxtWorkflowExecutionResponse",
      ErrorResponse: "NxtWorkflowErrorResponse",
      ExternalIdsExecutionRequest: "NxtWorkflowExternalIdsExecutionRequest",
      DeviceData: "NxtWorkflowDeviceData",
      UserData: "NxtWorkflowUserData",
      ThinkletTriggerRequest: "NxtWorkflowThinkletTriggerRequest",
      ThinkletTriggerResponse: "NxtWorkflowThinkletTriggerResponse",
      Workflow: "NxtWorkflow",
      "Workflow.Status": "NxtWorkflowStatus",
      "WorkflowFilter.WorkflowDependency": "NxtWorkflowDependency",
      "WorkflowFilter.TriggerMethod": "NxtWorkflowTriggerMethod",
      TriggerInfo: "NxtWorkflowTriggerInfo",
    },
  },
  "remote-actions": { module: "remote_actions" },
  campaigns: { module: "campaigns" },
  nql: { module: "nql" },
  enrichment: { module: "enrichment" },
  "data-management": { module: "data_management" },
  spark: {
    module: "spark",
    names: {
      MessageDTO: "Message",
      PartDTO: "Part",
      TextPartDTO: "TextPart",
      FilePartByContent: "FilePart",
      PartType: null,
    },
  },
};

describe.skipIf(!existsSync(folder))("the spec of Nexthink", () => {
  const model = readModel();
  const actions = allActions(model);

  it("has the seventeen operations, and two forms of those that also answer with CSV", () => {
    const operations = Object.keys(documents).flatMap((name) =>
      Object.entries(read(name).paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      ),
    );
    const shown = new Set(actions.map(({ binding }) => `${binding.method} ${binding.path}`));
    expect([...shown].sort()).toEqual([...operations].sort());
    expect(operations).toHaveLength(17);
    expect(actions.filter(({ binding }) => binding.kind === "http" && binding.accept === "text/csv")).toHaveLength(2);
    expect(actions).toHaveLength(19);
  });

  describe.each(Object.entries(documents))("by the document of %s", (name, { module, names = {} }) => {
    const { paths, components } = read(name);
    const types = model.modules.find((other) => other.name === module)?.types ?? [];

    it("has its statuses and parameters", () => {
      for (const [path, methods] of Object.entries(paths))
        for (const [method, operation] of Object.entries(methods)) {
          const found = actions.filter(
            ({ binding }) => `${binding.method} ${binding.path}` === `${method.toUpperCase()} ${path}`,
          );
          expect(found, `${method} ${path}`).not.toEqual([]);
          for (const action of found) {
            const statuses = [...action.outputs, ...action.errors].map(({ status }) => status.replace("2XX", "200"));
            expect([...statuses].sort(), action.name).toEqual(Object.keys(operation.responses).sort());
            const wanted = (operation.parameters ?? []).filter(
              ({ name: wire }) => !/^(?:authorization|accept)$/i.test(wire),
            );
            const shown = action.parameters.map(
              ({ place, wire, optional }) => `${place} ${wire}${optional ? "?" : ""}`,
            );
            expect([...shown].sort(), action.name).toEqual(
              wanted
                .map((parameter) => `${parameter.in} ${parameter.name}${parameter.required === true ? "" : "?"}`)
                .sort(),
            );
          }
        }
    });

    it.each(Object.keys(components.schemas))("has the members of %s", (schema) => {
      const given = components.schemas[schema] ?? {};
      const type = types.find((other) => other.name === (schema in names ? names[schema] : schema));
      if (schema in names && names[schema] === null) expect(type).toBeUndefined();
      else
        expect(differences(given, type ?? expect.unreachable(`no type for ${schema}`))).toEqual(
          expectedDifferences[`${module}.${schema}`] ?? [],
        );
    });
  });

  it("says the reason of every difference", () => {
    const silent = Object.keys(expectedDifferences).filter((id) => {
      const [module = "", schema = ""] = id.split(".");
      const { names = {} } = Object.values(documents).find((other) => other.module === module) ?? {};
      const type = model.modules
        .flatMap(({ types }) => types)
        .find((other) => other.id === `${module}.${names[schema] ?? schema}`);
      return type?.extensions["x-reason"] === undefined;
    });
    expect(silent).toEqual([]);
  });
});

/** By the document's name of the schema. */
const expectedDifferences: Readonly<Record<string, readonly string[]>> = {
  "workflows.ExecutionRequest": optional("devices", "users"),
  "workflows.ExternalIdsExecutionRequest": optional("devices", "users"),
  "workflows.Workflow": optional("description", "status", "lastUpdateTime", "triggerMethods", "versions"),
  "nql.NqlApiExportResponse": required("exportId"),
  "nql.NqlApiStatusResponse": required("status"),
  "enrichment.BadRequestResponse": required("errors"),
};

function optional(...names: readonly string[]): readonly string[] {
  return [...names.map((name) => `- ${name}`), ...names.map((name) => `+ ${name}?`)];
}

function required(...names: readonly string[]): readonly string[] {
  return [...names.map((name) => `- ${name}?`), ...names.map((name) => `+ ${name}`)];
}

function read(name: string): Document {
  return JSON.parse(readFileSync(join(folder, `${name}.openapi.json`), "utf8")) as Document;
}

function readModel(): Model {
  const { model } = readSpec(`${repository}/spec/nexthink`, [], { host: nodeHost(), report: createReport() });
  return model ?? expect.unreachable();
}

/** What a type says otherwise than its schema does: members, whether they are required, values. */
function differences(schema: Schema, type: NamedType): readonly string[] {
  switch (type.kind) {
    case "record": {
      const shown = type.fields.map(({ wire, optional }) => `${wire}${optional ? "?" : ""}`);
      const wanted = Object.keys(schema.properties ?? {}).map((wire) =>
        schema.required?.includes(wire) === true ? wire : `${wire}?`,
      );
      return compared(shown, wanted);
    }
    case "enum":
      return compared(
        type.values.map(({ wire }) => String(wire)),
        schema.enum ?? [],
      );
    case "union":
      return schema.oneOf?.length === type.variants.length ? [] : ["variants"];
    default:
      return schema.properties ? ["no record"] : [];
  }
}

function compared(shown: readonly string[], wanted: readonly string[]): readonly string[] {
  return [
    ...wanted.filter((name) => !shown.includes(name)).map((name) => `- ${name}`),
    ...shown.filter((name) => !wanted.includes(name)).map((name) => `+ ${name}`),
  ];
}

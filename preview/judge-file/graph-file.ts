import { z } from "zod";
import type { PropertyValue } from "../engine/values";
import { isObject, secret, unknownString } from "../engine/values";
import { type GraphResource, noOptions } from "../graph";
import type { StackContents } from "./stack-contents";
import { stackOf } from "./state";

const value = z.custom<PropertyValue>();

const resourceSchema = z.looseObject({
  urn: z.string(),
  type: z.string(),
  name: z.string(),
  custom: z.boolean(),
  parent: z.string().optional(),
  properties: z.record(z.string(), value),
  dependencies: z.array(z.string()),
  propertyDependencies: z.record(z.string(), z.array(z.string())),
  provider: z.string().optional(),
  options: z.looseObject({
    protect: z.boolean(),
    ignoreChanges: z.array(z.string()),
    additionalSecretOutputs: z.array(z.string()),
  }),
  read: z.boolean(),
});

/** What the preview writes with `--graph`. */
export const graphSchema = z.array(resourceSchema);

/** Reads what the preview writes with `--graph`. */
export function readGraph(graph: z.output<typeof graphSchema>): StackContents {
  const counts = { secrets: 0 };
  const resources = graph
    .filter(({ read }) => !read)
    .map((resource) => graphResource(resource, counts));
  const notes =
    counts.secrets === 0
      ? []
      : [`${String(counts.secrets)} concealed value(s) are judged as unknown`];
  return {
    ...stackOf(graph),
    resources,
    isDeployed: false,
    notes,
  };
}

function graphResource(
  { properties, options, parent, provider, ...rest }: z.output<typeof resourceSchema>,
  counts: { secrets: number },
): GraphResource {
  const inputs = Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, restored(value, counts)]),
  );
  return {
    ...rest,
    parent,
    provider,
    inputs,
    outputs: rest.custom ? inputs : {},
    options: { ...noOptions, ...options },
  };
}

// The marks that `present` in engine/values.ts puts in the place of values it must not or cannot show.
function restored(value: PropertyValue, counts: { secrets: number }): PropertyValue {
  if (value === "‹unknown›") return unknownString;
  if (value === "‹secret›") {
    counts.secrets += 1;
    return secret(unknownString);
  }
  if (Array.isArray(value)) return value.map((item: PropertyValue) => restored(item, counts));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, restored(item, counts)]),
  );
}

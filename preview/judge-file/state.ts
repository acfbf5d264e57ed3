import { z } from "zod";
import {
  isObject,
  isSecret,
  type Properties,
  type PropertyValue,
  secret,
  unknownString,
} from "../engine/values";
import { UsageError } from "../errors";
import { type GraphResource, noOptions } from "../graph";
import type { StackContents } from "./stack-contents";

// What JSON.parse gives is JSON; looking at every leaf again would cost more than judging it.
const value = z.custom<PropertyValue>();
const properties = z.record(z.string(), value).nullish();
const texts = z.array(z.string()).nullish();

// Only what is used; a state holds more, and newer CLIs add to it.
const resourceSchema = z.looseObject({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().default(false),
  delete: z.boolean().default(false),
  pendingReplacement: z.boolean().default(false),
  external: z.boolean().default(false),
  inputs: properties,
  outputs: properties,
  parent: z.string().optional(),
  provider: z.string().optional(),
  protect: z.boolean().default(false),
  dependencies: texts,
  propertyDependencies: z.record(z.string(), texts).nullish(),
  ignoreChanges: texts,
  additionalSecretOutputs: texts,
});

/** The part of `pulumi stack export` that is judged. */
export const stateSchema = z.looseObject({
  version: z.union([z.literal(3), z.literal(4)]),
  deployment: z.looseObject({
    resources: z.array(resourceSchema).nullish(),
    pending_operations: z.array(z.unknown()).nullish(),
  }),
});

type StateResource = z.output<typeof resourceSchema>;

/**
 * Reads what `pulumi stack export` writes.
 * @throws {UsageError} when it holds no resource, or resources of several stacks.
 */
export function readState(state: z.output<typeof stateSchema>): StackContents {
  const all = state.deployment.resources ?? [];
  const { project, stack } = stackOf(all);
  const live = all.filter((resource) => !isLeaving(resource));
  const judged = live.filter(({ external }) => !external);
  const secrets = { encrypted: 0 };
  const resources = judged.map((resource) => graphResource(resource, secrets));
  const pending = state.deployment.pending_operations?.length ?? 0;
  const notes = [
    note(all.length - live.length, "awaits deletion or replacement and is not judged"),
    note(live.length - judged.length, "is only read by the program and is not judged"),
    pending === 0 ? [] : [`${String(pending)} pending operation(s): the state may be out of date`],
    secrets.encrypted === 0
      ? []
      : [
          `${String(secrets.encrypted)} encrypted value(s) are judged as unknown; export with --show-secrets to judge them`,
        ],
  ].flat();
  return { project, stack, resources, isDeployed: true, notes };
}

const isLeaving = (resource: StateResource): boolean =>
  resource.delete || resource.pendingReplacement;

const note = (count: number, text: string): readonly string[] =>
  count === 0 ? [] : [`${String(count)} resource(s): each ${text}`];

/**
 * Project and stack of the URNs.
 * @throws {UsageError} when there is none, or several.
 */
export function stackOf(resources: readonly { readonly urn: string }[]): {
  readonly project: string;
  readonly stack: string;
} {
  const stacks = new Set(
    resources.map(({ urn }) => /^urn:pulumi:[^:]*::[^:]*(?=::)/.exec(urn)?.[0] ?? ""),
  );
  const [first = ""] = stacks;
  const [, stack = "", project = ""] = /^urn:pulumi:(.*)::(.*)$/.exec(first) ?? [];
  if (stacks.size === 1 && stack !== "") return { project, stack };
  throw new UsageError(
    resources.length === 0
      ? "The file holds no resource: there is nothing to judge."
      : `One stack is judged at a time; the file holds URNs of ${[...stacks].join(", ")}.`,
  );
}

function graphResource(resource: StateResource, secrets: { encrypted: number }): GraphResource {
  const { urn, type, custom, parent, provider, protect } = resource;
  const shown = (value: Properties | null | undefined): Properties =>
    opened(value ?? {}, secrets) as Properties;
  return {
    urn,
    type,
    name: urn.split("::").slice(3).join("::"),
    custom,
    parent,
    // A state names a provider by URN and id.
    provider: provider?.split("::").slice(0, -1).join("::"),
    inputs: shown(resource.inputs),
    outputs: shown(resource.outputs),
    dependencies: resource.dependencies ?? [],
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies ?? {}).map(([key, urns]) => [key, urns ?? []]),
    ),
    options: {
      ...noOptions,
      protect,
      ignoreChanges: resource.ignoreChanges ?? [],
      additionalSecretOutputs: resource.additionalSecretOutputs ?? [],
    },
    read: false,
  };
}

// A state holds secrets encrypted, or in the clear as JSON text; policies get them marked, as from the engine.
function opened(value: PropertyValue, secrets: { encrypted: number }): PropertyValue {
  if (Array.isArray(value)) return value.map((item: PropertyValue) => opened(item, secrets));
  if (!isObject(value)) return value;
  if (!isSecret(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, opened(item, secrets)]),
    );
  }
  const { plaintext } = value;
  const clear = typeof plaintext === "string" ? parsed(plaintext) : undefined;
  if (clear !== undefined) return secret(opened(clear, secrets));
  secrets.encrypted += 1;
  return secret(unknownString);
}

function parsed(text: string): PropertyValue | undefined {
  try {
    return JSON.parse(text) as PropertyValue;
  } catch {
    return undefined;
  }
}

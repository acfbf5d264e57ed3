import type { Value } from "../engine/value";

/** A resource of a stack under test. */
export interface TestResource {
  /** Unique name. */
  readonly urn: string;
  /** Type token. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Inputs. */
  readonly inputs: Readonly<Record<string, Value>>;
  /** Outputs, as at the end of a preview or update. */
  readonly outputs: Readonly<Record<string, Value>>;
  /** URN of the parent. */
  readonly parent: string | undefined;
  /** URNs that each property depends on. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Property paths whose changes are ignored. */
  readonly ignoreChanges: readonly string[];
}

/** What a resource is made of besides type and name. */
export interface TestResourceOptions {
  /** Inputs; unknown and secret values included. @default - none */
  readonly inputs?: Readonly<Record<string, Value>>;
  /** Component it is a child of. @default - the stack */
  readonly parent?: TestResource;
  /** Resources that properties refer to. @default - none */
  readonly refersTo?: Readonly<Record<string, readonly TestResource[]>>;
  /** Outputs. @default - the inputs */
  readonly outputs?: Readonly<Record<string, Value>>;
  /** Property paths whose changes are ignored. @default - none */
  readonly ignoreChanges?: readonly string[];
}

/** Type of the resource that begins every stack. */
export const stackType = "pulumi:pulumi:Stack";

/**
 * A stack under test. Methods add a resource and return it, so that later ones can refer to it; components are
 * resources of the program's own type.
 */
export class TestStack {
  readonly #project: string;
  readonly #stack: string;
  readonly #resources: TestResource[] = [];

  constructor({ project = "project", stack = "dev" }: { project?: string; stack?: string } = {}) {
    this.#project = project;
    this.#stack = stack;
    this.add(stackType, `${project}-${stack}`);
  }

  /** Project name. */
  get project(): string {
    return this.#project;
  }

  /** Stack name. */
  get stack(): string {
    return this.#stack;
  }

  /** Every resource, the stack first. */
  get resources(): readonly TestResource[] {
    return this.#resources;
  }

  /** Adds a resource, a component, or a provider (`pulumi:providers:aws`). */
  add(type: string, name: string, given: TestResourceOptions = {}): TestResource {
    const { inputs = {}, parent, refersTo = {}, outputs = inputs, ignoreChanges = [] } = given;
    const parentTypes = parent === undefined ? "" : `${typesIn(parent.urn)}$`;
    const resource: TestResource = {
      urn: `urn:pulumi:${this.#stack}::${this.#project}::${parentTypes}${type}::${name}`,
      type,
      name,
      inputs,
      outputs,
      parent: (parent ?? this.#resources[0])?.urn,
      propertyDependencies: Object.fromEntries(
        Object.entries(refersTo).map(([property, targets]) => [
          property,
          targets.map(({ urn }) => urn),
        ]),
      ),
      ignoreChanges,
    };
    return this.take(resource);
  }

  /** Adds a resource as it is, with a URN of its own. */
  take(resource: TestResource): TestResource {
    this.#resources.push(resource);
    return resource;
  }
}

// A URN carries the types of all ancestors.
const typesIn = (urn: string): string => urn.split("::")[2] ?? "";

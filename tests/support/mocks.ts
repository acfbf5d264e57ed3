import { setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";

/** A resource as the program declared it. */
export interface DeclaredResource {
  /** Type token, for example `aws:sns/topic:Topic`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Inputs after every output among them is known. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * Everything that `declare` declares, in the order of registration, once all of it is registered. Each
 * resource answers with its inputs, and an id and an ARN derived from its logical name.
 * @param declare constructs the components under test
 * @param slowType type whose resources are registered late, so that only what depends on them comes after
 */
export async function declaredBy(
  declare: () => void,
  slowType?: string,
): Promise<readonly DeclaredResource[]> {
  const declared: DeclaredResource[] = [];
  const register = async (resource: DeclaredResource) => {
    if (resource.type === slowType) await setTimeout(50);
    declared.push(resource);
    const arn = `arn:aws:mock:us-east-1:111122223333:${resource.name}`;
    return { id: `${resource.name}-id`, state: { ...resource.inputs, arn } };
  };
  const mocks: pulumi.runtime.Mocks = {
    newResource: (resource) => register(toDeclared(resource)),
    call: () => ({}),
  };
  await pulumi.runtime.setMocks(mocks, "agent-runtime", "dev", false);
  // Waits for whatever the function started, however deep it hangs in outputs.
  await pulumi.runtime.runInPulumiStack(() => {
    declare();
    return Promise.resolve({});
  });
  await pulumi.runtime.disconnect();
  return declared;
}

// The SDK types a mock's inputs as `any`; from here on they are unknown.
const toDeclared = ({ type, name, inputs }: DeclaredResource): DeclaredResource => ({
  type,
  name,
  inputs,
});

/** The one resource of a type and logical name; an error that lists the others when there is none. */
export function oneOf(
  declared: readonly DeclaredResource[],
  type: string,
  name: string,
): DeclaredResource {
  const found = declared.filter((resource) => resource.type === type && resource.name === name);
  const [resource] = found;
  if (resource === undefined || found.length > 1) {
    const known = declared.map((other) => `${other.type} ${other.name}`).join("\n");
    throw new Error(`${String(found.length)} resources ${type} ${name}; declared:\n${known}`);
  }
  return resource;
}

/** Every resource of a type. */
export function ofType(
  declared: readonly DeclaredResource[],
  type: string,
): readonly DeclaredResource[] {
  return declared.filter((resource) => resource.type === type);
}

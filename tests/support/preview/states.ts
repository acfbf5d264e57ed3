/** A resource as `pulumi stack export` writes it. */
export function stateResource(type: string, name: string, changes: object = {}): object {
  return {
    urn: `urn:pulumi:dev::shop::${type}::${name}`,
    type,
    custom: type.includes("/"),
    ...changes,
  };
}

/** A state as `pulumi stack export` writes it. */
export function state(resources: readonly object[], changes: object = {}): object {
  const manifest = { time: "2026-11-24T00:00:00Z", magic: "", version: "v3.265.0" };
  return { version: 3, deployment: { manifest, resources, ...changes } };
}

/** The stack resource of a state. */
export const stateRoot = stateResource("pulumi:pulumi:Stack", "shop-dev");

/** Rule identifiers that may name what a reviewer objects to in a stack of a family. */
export const faults = {
  iam: /^(?:iam|boundary)\//u,
  trust: /^trust\//u,
  resource: /^(?:resource|reach)\/|^iam\/(?:wildcard-|complement)/u,
  network: /^(?:net|reach)\/(?!default-addition|default-group-use)/u,
  mesh: /^mesh\/(?!app-mesh-ended)|^iam\/(?:wildcard-|complement)/u,
  encryption: /^encrypt\//u,
  kms: /^kms\/(?!root-delegation)|^iam\/(?:wildcard-|complement)/u,
  secrets: /^secret\/|^retain\/recovery/u,
  retention: /^retain\//u,
  audit: /^audit\/(?!account-baseline)/u,
} as const;

/** Rule identifiers of each family: none of them may reject a stack that a reviewer lets pass. */
export const concerns = {
  ...faults,
  network: /^(?:net|reach)\//u,
  mesh: /^mesh\/|^iam\/(?:wildcard-|complement)/u,
  secrets: /^secret\//u,
  kms: /^kms\/|^iam\/(?:wildcard-|complement)/u,
  audit: /^audit\//u,
} as const;

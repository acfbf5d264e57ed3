import { operationId, type PolicyBundle } from "./bundle";
import type { BundleProblem } from "./bundle-problem";

/** Names and ids in a bundle that lead nowhere, or that mean two things. */
export function checkReferences(bundle: PolicyBundle): readonly BundleProblem[] {
  return [
    ...checkOperations(bundle),
    ...checkServices(bundle),
    ...checkPolicyIds(bundle),
    ...checkSelfTest(bundle),
  ];
}

const problem = (where: string, message: string): BundleProblem => ({
  code: "reference",
  where,
  message,
});

function unknownService(bundle: PolicyBundle, name: string, where: string): BundleProblem[] {
  return Object.hasOwn(bundle.services, name)
    ? []
    : [problem(where, `"${name}" is no service of the bundle; declare it under services.`)];
}

function checkOperations(bundle: PolicyBundle): readonly BundleProblem[] {
  return Object.entries(bundle.operations).flatMap(([id, { callee, method, path }]) => {
    const where = `operations.${id}`;
    const expected = operationId(callee, method, path);
    const misnamed =
      id === expected ? [] : [problem(where, `the id of this operation must be "${expected}".`)];
    return [...unknownService(bundle, callee, `${where}.callee`), ...misnamed];
  });
}

function checkServices(bundle: PolicyBundle): readonly BundleProblem[] {
  const owners = new Map<string, string>();
  const problems = bundle.hops.flatMap(({ from, to }, index) => [
    ...unknownService(bundle, from, `hops.${String(index)}.from`),
    ...unknownService(bundle, to, `hops.${String(index)}.to`),
  ]);
  for (const [service, { roleNames }] of Object.entries(bundle.services)) {
    for (const roleName of roleNames) {
      const owner = owners.get(roleName) ?? service;
      owners.set(roleName, owner);
      if (owner === service) continue;
      const message = `role "${roleName}" already acts for "${owner}"; a role acts for one service.`;
      problems.push(problem(`services.${service}.roleNames`, message));
    }
  }
  return problems;
}

function checkPolicyIds(bundle: PolicyBundle): readonly BundleProblem[] {
  const texts = new Map<string, string>();
  return Object.entries(bundle.policies).flatMap(([principal, slice]) => {
    const problems = unknownService(bundle, principal, `policies.${principal}`);
    for (const [id, text] of Object.entries(slice)) {
      const first = texts.get(id) ?? text;
      texts.set(id, first);
      if (first === text) continue;
      const message = "another slice has a different policy of this id; give each policy its own.";
      problems.push(problem(`policies.${principal}.${id}`, message));
    }
    return problems;
  });
}

function checkSelfTest(bundle: PolicyBundle): readonly BundleProblem[] {
  const { allow } = bundle.selfTest;
  if (allow === undefined) return [];
  const operation = Object.hasOwn(bundle.operations, allow.resource)
    ? bundle.operations[allow.resource]
    : undefined;
  const where = "selfTest.allow";
  const problems = unknownService(bundle, allow.principal, `${where}.principal`);
  if (operation === undefined) {
    const message = `"${allow.resource}" is no operation of the bundle; name one that is permitted.`;
    return [...problems, problem(`${where}.resource`, message)];
  }
  return problems;
}

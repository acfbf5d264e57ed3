import { ownershipIn } from "../../contract/ownership";
import { keyUserTypes, keyUsesIn } from "../../engine/key-uses";
import { about, undecidable, violated } from "../../engine/observations";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** What belongs to a service is encrypted with a key of that service. */
export const keyOwner: StackRule = {
  id: "encrypt/key-owner",
  title: "What a service owns is encrypted with a key of that service",
  severity: "high",
  level: "mandatory",
  onUndecided: "warn",
  needs: "stack",
  applies: keyUserTypes,
  why: "Whoever administers or may use the key decides who reads the data: that must not be another service.",
  fix: "Name a key of the service that owns the data, or declare that both services own the key.",
  decides:
    "Where components declare the services that a resource and its key belong to, the key belongs to a service of the resource.",
  cannotDecide: "Resources and keys that no component declares as members of a service.",
  frameworks: { ...familyFrameworks.encrypt, nist80053: ["SC-12", "SC-28", "AC-5"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a secret and its key, both members of orbit",
    fail: "a secret of orbit with a key of axon",
  },
  check: (stack, context) => {
    const { ownersOf } = ownershipIn(stack, context.declared);
    return keyUsesIn(stack, context).flatMap(({ key, resource, holder, path }) => {
      const keyOwners = ownersOf(key);
      if (keyOwners.length === 0) return [];
      if (holder === undefined) {
        const message = `Whose data ${key.name} encrypts is unknown.`;
        return about(resource, [{ ...undecidable(path, message), value: key.name }]);
      }
      const owners = ownersOf(holder);
      const foreign = owners.filter((owner) => !keyOwners.includes(owner));
      if (foreign.length === 0) return [];
      const message = `It belongs to ${foreign.join(" and ")}, and its key ${key.name} to ${keyOwners.join(" and ")}.`;
      const fix = `Name a key of ${foreign.join(" and ")}, or declare ${key.name} as a member of it too.`;
      return about(resource, [{ ...violated(path, message, fix), value: key.name }]);
    });
  },
};

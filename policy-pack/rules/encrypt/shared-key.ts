import { ownershipIn } from "../../contract/ownership";
import { type KeyUse, keyUserTypes, keyUsesIn } from "../../engine/key-uses";
import { about, undecidable, violated } from "../../engine/observations";
import type { StackResource, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** A key serves one service. */
export const sharedKey: StackRule = {
  id: "encrypt/shared-key",
  title: "Each service has keys of its own",
  severity: "medium",
  level: "mandatory",
  onUndecided: "warn",
  needs: "stack",
  applies: keyUserTypes,
  why: "A key that two services share lets a mistake in one open the data of the other, and cannot be disabled for one alone.",
  fix: "Give each service a key, or declare the key as a member of both.",
  decides:
    "A key that encrypts what belongs to several services, by declaration, is declared as theirs.",
  cannotDecide:
    "Programs whose components declare no members, and keys that serve several purposes of one service.",
  frameworks: { ...familyFrameworks.encrypt, nist80053: ["SC-12", "SC-28", "AC-5"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a key that only secrets of orbit use",
    fail: "one key for a queue of orbit and a secret of axon",
  },
  check: (stack, context) => {
    const { ownersOf } = ownershipIn(stack, context.declared);
    const byKey = new Map<StackResource, KeyUse[]>();
    for (const use of keyUsesIn(stack, context)) {
      byKey.set(use.key, [...(byKey.get(use.key) ?? []), use]);
    }
    return [...byKey].flatMap(([resource, uses]) => {
      const services = [
        ...new Set(uses.flatMap(({ holder }) => (holder === undefined ? [] : ownersOf(holder)))),
      ].sort();
      if (ownersOf(resource).length > 0) return [];
      if (services.length < 2) {
        const stray = uses.find(({ holder }) => holder === undefined);
        if (stray === undefined || services.length === 0) return [];
        const message = "Whose data it encrypts besides is unknown.";
        return about(resource, [{ ...undecidable("", message), value: stray.resource.name }]);
      }
      const message = `It encrypts what belongs to ${services.join(" and ")}.`;
      const fix = `Give each of ${services.join(" and ")} a key, or declare the key as a member of both.`;
      const evidence = uses.map((use) => ({ urn: use.resource.urn, path: use.path }));
      return [{ resource, ...violated("", message, fix), value: services.join(), evidence }];
    });
  },
};

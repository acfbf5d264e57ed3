import { doubted, violated } from "../../engine/observations";
import type { ResourceRule } from "../../engine/rule";
import { pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { isSetElsewhere, judgedProperties, judgedTypes } from "../../provider/judged-properties";
import { isSessionRevocation } from "../../provider/session-revocation";

/** No resource ignores changes of a property that rules judge. */
export const ignoredChange: ResourceRule = {
  id: "provider/ignored-change",
  title: "No resource ignores changes of what is judged",
  severity: "high",
  level: "mandatory",
  onUndecided: "warn",
  needs: "resource",
  applies: judgedTypes,
  why: "Pulumi keeps the former value of an ignored property: the value that was judged never reaches AWS.",
  fix: "Remove the property from ignoreChanges.",
  decides:
    "ignoreChanges names no property, and no part of one, that a rule judges. A property that another resource sets is accepted where the program gives it no value, and so is the inline policy AWSRevokeOlderSessions of a role where it only denies: revoking sessions rewrites it.",
  cannotDecide:
    "What AWS holds instead, in AWSRevokeOlderSessions too, where the role's boundary limits what it could allow; and properties that no rule judges, such as counts, tags and images.",
  frameworks: familyFrameworks.provider,
  params: {},
  since: "0.2.0",
  examples: { pass: 'ignoreChanges: ["tags"]', fail: 'ignoreChanges: ["policy"]' },
  check: ({ type, properties, options }) => {
    const judged = judgedProperties(type);
    const revocation = isSessionRevocation(type, properties);
    return options.ignoreChanges.flatMap((entry) => {
      const name = firstOf(entry);
      const hit = [...judged].filter((property) => name === "*" || property === name);
      const lost = hit.filter(
        (property) =>
          !(revocation === "yes" && property === "policy") &&
          (Object.hasOwn(properties, property) || !isSetElsewhere(type, property)),
      );
      const [property] = lost;
      if (property === undefined) return [];
      const message = `Changes of ${lost.sort().join(", ")} are ignored, so what is judged may never reach AWS.`;
      const fix = `Remove ${JSON.stringify(entry)} from ignoreChanges.`;
      const path = pointer(name === "*" ? [] : [property]);
      const found = { ...violated(path, message, fix), value: entry };
      const isOpen = revocation === "maybe" && lost.every((each) => each === "policy");
      return [isOpen ? doubted(found) : found];
    });
  },
};

// The first part of a property path such as `policy`, `rules[0].id` or `["policy"]`.
function firstOf(path: string): string {
  const [, quoted, plain = path] = /^(?:\["((?:[^"\\]|\\.)*)"\]|([^.[]+|\[\*\]))/.exec(path) ?? [];
  return (quoted ?? plain).replace(/^\[\*\]$/, "*");
}

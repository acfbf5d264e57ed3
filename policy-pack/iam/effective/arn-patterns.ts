import { arnKeysOf } from "../../engine/arns";
import type { StackResource } from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { hasWildcard, isEverything } from "../pattern";
import { arnsMeet } from "./arns-meet";
import type { Reach } from "./reach";
import { any, decided, not, type Truth } from "./truth";

/** Patterns of the ARN that AWS gives a resource; partition, Region and account stay open. None where AWS chooses the name. */
export function arnPatternsOf(resource: StackResource): readonly string[] {
  return [...new Set(arnKeysOf(resource))].map((key) => {
    const [service = "", ...rest] = key.split("|");
    return `arn:*:${service}:*:*:${rest.join("|")}`;
  });
}

// What lies inside a resource has an ARN that begins with the resource's own. Nothing lies inside a secret, but its
// ARN ends with six characters.
const endings = ({ type }: StackResource): readonly string[] =>
  type === "aws:secretsmanager/secret:Secret" ? ["", "-??????"] : ["", "/*", ":*"];

/** Whether a reach takes in a resource, or something inside it. */
export function takesIn(reach: Reach, resource: StackResource): Truth {
  const entries = reach.kind === "entry" ? [reach.entry] : reach.excluded;
  const named = any(
    entries.map((entry): Truth => {
      if (entry.kind === "unknown") return "maybe";
      if (entry.kind === "reference") {
        return decided(entry.ref === resource.name || entry.ref === resource.urn);
      }
      return takesInText(entry.text, resource);
    }),
  );
  return reach.kind === "entry" ? named : not(named);
}

function takesInText(text: string, resource: StackResource): Truth {
  const patterns = arnPatternsOf(resource);
  if (patterns.length > 0) {
    return decided(
      patterns.some((pattern) =>
        endings(resource).some((ending) => arnsMeet(text, pattern + ending)),
      ),
    );
  }
  // The ARN of a resource that AWS names is met by a pattern only, and only by one for its service.
  const [, module = "", kind = ""] = /^aws:([^/:]+)\/([^:]+)/.exec(resource.type) ?? [];
  const prefix = arnServices[`${module}/${kind}`] ?? arnServices[module] ?? module;
  if (!arnsMeet(text, `arn:*:${prefix}:*:*:*`)) return "no";
  if (hasUnknownName(resource)) return isEverything(text) ? "yes" : "maybe";
  return decided(hasWildcard(text));
}

/** Whether a resource is named by the program, by a name that is not known yet. */
export const hasUnknownName = ({ properties }: StackResource): boolean =>
  isUnknown(properties["name"]) || isUnknown(properties["bucket"]);

// Modules of the provider whose ARNs name the service otherwise.
const arnServices: Readonly<Record<string, string>> = {
  apigatewayv2: "apigateway",
  cloudwatch: "logs",
  "cloudwatch/eventBus": "events",
  lb: "elasticloadbalancing",
  opensearch: "es",
  sfn: "states",
  vpclattice: "vpc-lattice",
};

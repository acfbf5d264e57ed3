import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkAllows, fail, undecided } from "../../iam/check";
import { classifyStatement } from "../../iam/conditions";
import { isEverybody } from "../../iam/grants";
import { documentTypes } from "../../iam/locations";

/** In profile strict, a statement names its principals even where a condition limits who calls. */
export const namedPrincipal: ResourceRule = {
  id: "iam/named-principal",
  title: "Principals are named, not only limited",
  severity: "low",
  level: "advisory",
  strictLevel: "mandatory",
  onUndecided: "warn",
  needs: "resource",
  applies: documentTypes,
  why: "A condition that is edited or lost opens a statement for everybody; a named principal cannot be lost.",
  fix: "Name the roles or services in Principal, and keep the condition.",
  decides:
    "In profile strict: whether an Allow for everybody relies on a condition that limits who. In profile baseline such a statement is accepted.",
  cannotDecide:
    "Which principals use the statement. Endpoint and key policies are left out: they limit by conditions.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Principal":{"AWS":"arn:aws:iam::111122223333:role/reader"},"Action":"sns:Publish"}',
    fail: '{"Principal":"*","Action":"sns:Publish","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}',
  },
  check: checkAllows(
    (statement, _kind, { context }) => {
      if (context.profile !== "strict") return [];
      if (classifyStatement(statement, context).who !== "limiting") return [];
      return statement.principals.flatMap((principal) => {
        const { path, kind } = principal.entry;
        if (kind === "unknown") return [undecided(path, "The principal is unknown.")];
        return isEverybody(principal) ? [fail(path, "A condition alone keeps everybody out.")] : [];
      });
    },
    ["resource", "lattice-auth"],
  ),
};

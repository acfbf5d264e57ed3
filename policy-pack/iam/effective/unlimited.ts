import type { CheckContext } from "../../engine/rule";
import { actionsMatching } from "../catalogue";
import { classifyStatement } from "../conditions";
import { isEverything } from "../pattern";
import { unionCovers } from "../pattern-union";
import type { Entry, Statement } from "../statement";
import { all, any, decided, not, type Truth } from "./truth";

// The actions by which somebody could get rid of a boundary; a denial of these alone limits nothing else.
const boundaryChanges: readonly string[] = [
  "iam:CreatePolicyVersion",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteUserPermissionsBoundary",
  "iam:PutRolePermissionsBoundary",
  "iam:PutUserPermissionsBoundary",
  "iam:SetDefaultPolicyVersion",
];

/** Whether statements allow everything on everything, and deny nothing but changes of the boundary. */
export function isUnlimited(statements: readonly Statement[], context: CheckContext): Truth {
  const open = statements.filter(
    (statement) => statement.effect === "Allow" && isOnEverything(statement, context),
  );
  const limits = statements
    .filter(({ effect }) => effect === "Deny")
    .map((denial) => limitsMore(denial));
  return all([allowsEveryAction(open), not(any(limits))]);
}

function isOnEverything(statement: Statement, context: CheckContext): boolean {
  if (statement.unknown) return true;
  const { who } = classifyStatement(statement, context);
  return (
    (who === "absent" || who === "vacuous" || who === "undecided") &&
    statement.resources.some((entry) => entry.kind === "unknown" || isAll(entry))
  );
}

const isAll = (entry: Entry): boolean => entry.kind === "text" && isEverything(entry.text);

function allowsEveryAction(statements: readonly Statement[]): Truth {
  const entries = statements.flatMap(({ actions }) => actions);
  const patterns = entries.flatMap((entry) =>
    entry.kind === "text" ? [entry.text.toLowerCase()] : [],
  );
  const isCertain = statements.every((statement) => !isVague(statement));
  const listed = decided(unionCovers(patterns, "?*:?*"));
  const complements = statements
    .filter(({ notActions }) => notActions.length > 0)
    .map(({ notActions }) => excludesNothing(notActions));
  const truth = any([listed, ...complements]);
  const hasUnknown =
    statements.some(({ unknown }) => unknown) || entries.some(({ kind }) => kind === "unknown");
  if (truth === "yes") return isCertain ? "yes" : "maybe";
  return truth === "no" && hasUnknown ? "maybe" : truth;
}

const isVague = ({ unknown, conditionUnknown, resources, conditions }: Statement): boolean =>
  unknown ||
  conditionUnknown ||
  (resources.some(({ kind }) => kind === "unknown") && !resources.some(isAll)) ||
  conditions.some(({ values }) => values.some(({ kind }) => kind === "unknown"));

// A misspelt entry excludes nothing.
const excludesNothing = (entries: readonly Entry[]): Truth =>
  all(
    entries.map((entry): Truth => {
      if (entry.kind === "unknown") return "maybe";
      return decided(entry.kind === "text" && actionsMatching(entry.text).length === 0);
    }),
  );

const changes: ReadonlySet<string> = new Set(boundaryChanges);

function limitsMore({ actions, notActions, unknown }: Statement): Truth {
  if (unknown) return "maybe";
  if (notActions.length > 0) return "yes";
  return any(
    actions.map((entry): Truth => {
      if (entry.kind === "unknown") return "maybe";
      return decided(
        entry.kind === "text" && actionsMatching(entry.text).some((action) => !changes.has(action)),
      );
    }),
  );
}

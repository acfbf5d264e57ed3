import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import type { Problem, Statement } from "../../iam/document";
import type { DocumentKind, LocatedDocument } from "../../iam/locations";
import { documentsOf, documentTypes } from "../../iam/locations";

/** Every document must be one that AWS would read as written. */
export const malformed: ResourceRule = {
  id: "iam/malformed",
  title: "Documents are well-formed",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "A document that cannot be read is refused by AWS, or means something else than it says.",
  fix: "Correct the document.",
  decides:
    "Whether a document is JSON with the elements, values and effects of the policy language, none of them twice, none beside its own complement. Odd letter case is only noted.",
  cannotDecide:
    "What is unknown; the rules of meaning judge that. Lengths and limits of AWS are not counted.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.1.0",
  examples: {
    pass: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}',
    fail: '{"Statement":[{"Effect":"Permit","Action":"s3:GetObject"}]}',
  },
  check: (resource, context) =>
    documentsOf(resource, context).flatMap((located) => problemsOf(located).map(observed)),
};

function problemsOf({ document, kind }: LocatedDocument): readonly Problem[] {
  if (document.kind === "unknown") return [];
  return [
    ...document.problems,
    ...document.statements.flatMap((statement) => kindProblems(statement, kind)),
  ];
}

// IAM User Guide, "Grammar of the IAM JSON policy language": identity policies take no principal and need a
// resource, trust policies the other way round.
function kindProblems(statement: Statement, kind: DocumentKind): readonly Problem[] {
  const { path, unknown, actions, notActions } = statement;
  if (unknown || actions.length + notActions.length === 0) return [];
  const named = {
    resource: statement.resources.length + statement.notResources.length > 0,
    principal: statement.principals.length + statement.notPrincipals.length > 0,
  };
  return demands
    .filter(({ kinds, isBroken }) => kinds.includes(kind) && isBroken(named))
    .map(({ message }) => ({ path, message }));
}

/** Which elements a statement has. */
interface Named {
  readonly resource: boolean;
  readonly principal: boolean;
}

/** What is wrong where an element is there or is not there. */
interface Demand {
  readonly kinds: readonly DocumentKind[];
  readonly isBroken: (named: Named) => boolean;
  readonly message: string;
}

const demands: readonly Demand[] = [
  {
    kinds: ["identity", "boundary", "organization"],
    isBroken: ({ resource }) => !resource,
    message: "The statement names no Resource.",
  },
  {
    kinds: ["identity"],
    isBroken: ({ principal }) => principal,
    message: "A policy of an identity takes no Principal.",
  },
  {
    kinds: ["trust"],
    isBroken: ({ resource }) => resource,
    message: "A trust policy takes no Resource: it is about its role.",
  },
  {
    kinds: ["trust", "resource"],
    isBroken: ({ principal }) => !principal,
    message: "The statement names no Principal.",
  },
];

const observed = ({ path, message, level }: Problem): Observation => ({
  verdict: "fail",
  path,
  message,
  ...(level !== undefined && { level }),
});

import type { CheckContext, JudgedResource, Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { undecided } from "../../iam/check";
import type { Statement } from "../../iam/document";
import { administration, holding, isEveryKeyAction, use } from "../../iam/key-actions";
import { keyHolders } from "../../iam/key-holders";
import { documentsOf, documentTypes } from "../../iam/locations";
import { principalForm } from "../../iam/principal-forms";

/** Nobody both administers a key and uses it. */
export const separation: ResourceRule = {
  id: "kms/separation",
  title: "Administration and use of a key are separate",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "Who may change a key's policy or delete the key, and decrypt with it, needs nobody's consent to read or destroy the data.",
  fix: "Give administration and use to different roles.",
  decides:
    "Whether one user or role, named as principal or by an exact aws:PrincipalArn, has an action of administration and one of cryptographic use in the same key policy.",
  cannotDecide:
    "Rights that identity policies add, and whether two roles are the same people. Every action at once is a matter of iam/wildcard-action and kms/root-delegation.",
  frameworks: { ...familyFrameworks.kms, nist80053: ["AC-5", "SC-12", "AC-6(5)"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "role admin with kms:PutKeyPolicy, role reader with kms:Decrypt",
    fail: "role admin with kms:PutKeyPolicy and kms:Decrypt",
  },
  check: (resource: JudgedResource, context: CheckContext) =>
    documentsOf(resource, context)
      .filter(({ kind }) => kind === "key")
      .flatMap(({ document }) =>
        document.kind === "unknown"
          ? [
              undecided(
                document.path,
                "The document is unknown and nothing declares its statements.",
              ),
            ]
          : judge(resource, document.statements),
      ),
};

/** Where somebody was given something. */
interface Grant {
  readonly holder: string;
  readonly path: string;
  readonly action: string;
}

function judge({ urn }: JudgedResource, statements: readonly Statement[]): readonly Observation[] {
  const denials = statements.filter(({ effect }) => effect === "Deny");
  const allows = statements.filter(({ effect }) => effect === "Allow");
  const grants = (wanted: readonly string[]): readonly Grant[] =>
    allows
      .flatMap((statement) => grantsOf(statement, wanted))
      .filter((grant) => !denials.some((denial) => denies(denial, grant)));
  const administrators = new Map(grants(administration).map((grant) => [grant.holder, grant]));
  const seen = new Set<string>();
  return grants(use).flatMap(({ holder, path, action }) => {
    const administrator = administrators.get(holder);
    if (administrator === undefined || seen.has(holder)) return [];
    seen.add(holder);
    const message = `${holder} administers the key (${administrator.action}) and uses it (${action}).`;
    const fix = `Take ${action} from ${holder}, or give its administration to another role.`;
    const evidence = [{ urn, path: administrator.path }];
    return [{ verdict: "fail", path, message, fix, evidence, value: `${holder} ${action}` }];
  });
}

function grantsOf(statement: Statement, wanted: readonly string[]): readonly Grant[] {
  const entries = holding(statement, wanted).filter(({ text }) => !isEveryKeyAction(text));
  return keyHolders(statement).flatMap((holder) =>
    entries.map(({ path, text }) => ({ holder, path, action: text })),
  );
}

// A denial under a condition, or by exclusion, is read at its narrowest: it takes nothing away for certain.
function denies(denial: Statement, { holder, action }: Grant): boolean {
  const isForHolder = denial.principals.some((principal) => {
    const form = principalForm(principal);
    return form.kind === "everybody" || (form.kind === "identity" && form.arn === holder);
  });
  return (
    isForHolder &&
    denial.conditions.length === 0 &&
    !denial.conditionUnknown &&
    holding(denial, [action.toLowerCase()]).length > 0
  );
}

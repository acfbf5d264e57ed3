import type { CheckContext, Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { undecided } from "../../iam/check";
import { type Demand, demand } from "../../iam/condition-demands";
import type { Condition } from "../../iam/document";
import { eachAllow } from "../../iam/each-allow";
import { documentTypes } from "../../iam/locations";
import { principalForm } from "../../iam/principal-forms";
import { isOurAccount, sourceLimit } from "../../iam/source-limit";
import { sourceFix } from "../../iam/source-verdict";

/** A service may use a key for our own resources only. */
export const keyServiceSource: ResourceRule = {
  id: "kms/service-source",
  title: "Services use keys for our own resources only",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "A service that may use the key for any account decrypts for whoever asks it to.",
  fix: "Add StringEquals aws:SourceAccount with your account id, ArnLike aws:SourceArn, or an encryption context that names your resource.",
  decides:
    "Whether each service principal of a key policy is limited by source account, source ARN, source organization or an encryption context that is exact or names our account.",
  cannotDecide: "Which of these the service sends, and whether it is the right resource.",
  frameworks: { ...familyFrameworks.kms, nist80053: ["SC-12", "AC-3", "AC-4"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Principal":{"Service":"cloudtrail.amazonaws.com"},"Condition":{"StringEquals":{"aws:SourceArn":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit"}}}',
    fail: '{"Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"kms:GenerateDataKey"}',
  },
  check: eachAllow(["key"], ({ principals, conditions }, { context }) =>
    principals.flatMap((principal): readonly Observation[] => {
      const form = principalForm(principal);
      if (form.kind !== "service") return [];
      return judge(principal.entry.path, form.service, { conditions, context });
    }),
  ),
};

interface Given {
  readonly conditions: readonly Condition[];
  readonly context: CheckContext;
}

function judge(
  path: string,
  service: string,
  { conditions, context }: Given,
): readonly Observation[] {
  const source = sourceLimit(conditions, context);
  const named = namesContext(conditions, context);
  if (source === "ours" || named === "met") return [];
  if (source === "undecided" || named === "undecided") {
    return [undecided(path, `The source or encryption context that limits ${service} is unknown.`)];
  }
  const message =
    source === "without-account"
      ? `${service} is limited by an ARN that holds no account, so whoever takes over its name may use the key.`
      : `${service} may use the key for any account.`;
  return [
    {
      verdict: "fail",
      path,
      message,
      fix: `${sourceFix(context)} An encryption context that names the resource does as well.`,
    },
  ];
}

const namesContext = (conditions: readonly Condition[], { accounts }: CheckContext): Demand =>
  demand(conditions, {
    isKey: (key) => key.startsWith("kms:encryptioncontext:"),
    accepts: (value, isPattern) => {
      const account = value.split(":")[4];
      const isArn = value.startsWith("arn:") && account !== undefined && account !== "";
      return isArn ? isOurAccount(account, accounts) : !isPattern && value !== "";
    },
  });

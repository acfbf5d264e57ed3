import { trustWildcardAction } from "../../../../policy-pack/rules/trust/wildcard-action";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { noTrust, trust, trustObject, unknownTrust } from "./trusts";

const Principal = { AWS: "arn:aws:iam::111122223333:role/a" };
const saml = { Federated: "arn:aws:iam::111122223333:saml-provider/Staff" };
const oidc = {
  Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
};

export const trustWildcardActionCases = ruleCases(trustWildcardAction, [
  {
    requirement: "POL-151",
    title: "every action of STS",
    resources: trust({ Principal, Action: "sts:*" }),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Action",
    message: /^Action sts:\* is a pattern\.$/,
    fix: /Replace sts:\* by sts:AssumeRole, /,
    count: 1,
  },
  {
    requirement: "POL-151",
    title: "every way of assuming",
    resources: trustObject({ Principal, Action: ["sts:TagSession", "sts:Assume*"] }),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Action/1",
  },
  {
    requirement: "POL-151",
    title: "session tags and source identity beside an assume action",
    resources: trust({
      Principal,
      Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
    }),
    verdict: "pass",
  },
  { title: "everything", resources: trust({ Principal, Action: "*" }), verdict: "fail" },
  {
    title: "a pattern for SAML",
    resources: trust({ Principal: saml, Action: "sts:AssumeRoleWith*" }),
    verdict: "fail",
    fix: /by sts:AssumeRoleWithSAML, /,
  },
  {
    title: "a pattern for OIDC",
    resources: trust({ Principal: oidc, Action: "sts:Assume?oleWithWebIdentity" }),
    verdict: "fail",
    fix: /by sts:AssumeRoleWithWebIdentity, /,
  },
  {
    title: "a pattern for SAML and OIDC",
    resources: trust({
      Principal: { Federated: [saml.Federated, oidc.Federated] },
      Action: "sts:*",
    }),
    verdict: "fail",
    level: "mandatory",
    fix: /by sts:AssumeRoleWithSAML, /,
  },
  {
    title: "every action but some",
    resources: trust({
      Principal,
      Action: [],
      NotAction: ["sts:TagSession", "sts:GetFederationToken"],
    }),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/NotAction/0",
    message: /NotAction/,
    fix: /Replace NotAction by sts:AssumeRole/,
    count: 1,
  },
  {
    title: "a denial of everything",
    resources: trust({ Effect: "Deny", Principal, Action: "*" }),
    verdict: "pass",
  },
  { title: "no document", resources: noTrust, verdict: "pass" },
  {
    title: "an unknown action",
    resources: trust({ Principal, Action: ["sts:AssumeRole", unknown] }),
    verdict: "undecided",
    path: "/assumeRolePolicy/Statement/0/Action/1",
  },
  { title: "an unknown document", resources: unknownTrust, verdict: "undecided" },
]);

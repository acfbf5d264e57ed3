import assert from "node:assert/strict";
import { Identity } from "../../../components/identity/identity";
import { planIdentity } from "../../../plan/identity";
import { logicalNames } from "../../../plan/naming";
import { everybody } from "../../plan/examples";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType } from "../../support/mocks";

const providerType = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

function declare(accountBaseline: string): Promise<readonly DeclaredResource[]> {
  const plan = planIdentity(planContext({ ...everybody, accountBaseline }), "identity");
  const references = [
    ...["orbit", "axon"].flatMap((service) => [
      logicalNames.serviceKey(service, "data"),
      logicalNames.serviceKey(service, "secrets"),
      logicalNames.securityGroup(service),
    ]),
    logicalNames.estateKey("governance"),
    logicalNames.estateKey("trail"),
    logicalNames.estateKey("alerts"),
    logicalNames.estateKey("evidence"),
    logicalNames.receiptKey(1),
    logicalNames.latticeService("axon"),
  ];
  const arns = Object.fromEntries(references.map((name) => [name, `arn:${name}`]));
  return declaredBy(() => {
    new Identity("identity", { plan, arns });
  });
}

describe("createOidcProvider", () => {
  it("declares the provider without thumbprints, for one audience", async () => {
    const providers = ofType(await declare("owner"), providerType);
    assert.deepEqual(
      providers.map(({ name, inputs: { url, clientIdLists, thumbprintLists } }) => [
        name,
        url,
        clientIdLists,
        thumbprintLists,
      ]),
      [
        [
          "identity-oidc",
          "https://token.actions.githubusercontent.com",
          ["sts.amazonaws.com"],
          undefined,
        ],
      ],
    );
  });

  it("makes the pipeline's roles wait for it", async () => {
    const declared = await declare("owner");
    const waiting = ofType(declared, "aws:iam/role:Role")
      .filter(({ options }) => options.dependsOn.includes(`${providerType} identity-oidc`))
      .map(({ name }) => name)
      .sort();
    assert.deepEqual(
      waiting,
      ["axon-build", "axon-release", "orbit-build", "orbit-release"].map(
        (key) => `identity-${key}`,
      ),
    );
  });

  it("declares none where another stack of the account has it", async () => {
    assert.deepEqual(ofType(await declare("reference"), providerType), []);
  });
});

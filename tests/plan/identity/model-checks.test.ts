import assert from "node:assert/strict";
import { checkPlan } from "../../../plan/checks";
import { checkModelPlaces } from "../../../plan/identity/model-checks";
import { planContext } from "../../support/context";
import { foundationModel, inferenceProfile, withModels } from "../examples";

type Models = readonly { readonly arn: string; readonly foundationModels?: readonly string[] }[];

const context = (models: Models) =>
  planContext({ services: { axon: { tier: "axon-runtime", models } }, edges: [] });

const issuesOf = (models: Models) => {
  const { config, environment } = context(models);
  return checkModelPlaces(config, environment);
};

const at = "services.axon.models";
const ofRegion = (region: string) => foundationModel.arn.replace("us-east-1", region);
const { arn: profile, foundationModels } = inferenceProfile;

const cases: readonly {
  readonly title: string;
  readonly models: Models;
  readonly code: string;
  readonly path: string;
}[] = [
  {
    title: "a model of another Region",
    models: [{ arn: ofRegion("us-west-2") }],
    code: "SVC006",
    path: `${at}.0.arn`,
  },
  {
    title: "a profile of another account",
    models: [{ ...inferenceProfile, arn: profile.replace("111122223333", "444455556666") }],
    code: "SVC006",
    path: `${at}.0.arn`,
  },
  {
    title: "a profile of another Region",
    models: [{ ...inferenceProfile, arn: profile.replace("us-east-1", "us-east-2") }],
    code: "SVC006",
    path: `${at}.0.arn`,
  },
  {
    title: "a model of another partition behind a profile",
    models: [
      {
        arn: profile,
        foundationModels: [
          ...foundationModels,
          ofRegion("us-gov-west-1").replace("aws", "aws-us-gov"),
        ],
      },
    ],
    code: "SVC006",
    path: `${at}.0.foundationModels.3`,
  },
  {
    title: "a profile without the model of the stack's own Region",
    models: [{ arn: profile, foundationModels: foundationModels.slice(1) }],
    code: "SVC007",
    path: `${at}.0.foundationModels`,
  },
];

describe("checkModelPlaces", () => {
  it("accepts models and profiles of the stack's Region and account", () => {
    const { config, environment } = planContext(withModels);
    assert.deepEqual(checkPlan(config, environment), []);
  });

  for (const { title, models, code, path } of cases) {
    it(`reports ${title} as ${code}`, () => {
      assert.deepEqual(
        issuesOf(models).map((issue) => [issue.code, issue.path]),
        [[code, path]],
      );
    });
  }

  it("is part of what a plan demands", () => {
    const { config, environment } = context([{ arn: ofRegion("us-west-2") }]);
    assert.deepEqual(
      checkPlan(config, environment).map(({ code }) => code),
      ["SVC006"],
    );
  });

  it("leaves what a role has no room for to the sizes of policies, IAM001", () => {
    const models = Array.from({ length: 100 }, (_, index) => ({
      arn: foundationModel.arn.replace("nova", `nova-${String(index)}`),
    }));
    assert.deepEqual(issuesOf(models), []);
    const { config, environment } = context(models);
    const [issue, ...others] = checkPlan(config, environment);
    assert.deepEqual([issue?.code, issue?.path], ["IAM001", "services.axon"]);
    assert.deepEqual(others, []);
  });
});

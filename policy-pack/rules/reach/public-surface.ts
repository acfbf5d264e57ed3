import type { StackObservation, StackResource, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { exposures } from "../../reach/exposure";
import { type ReachModel, reachModel } from "../../reach/model";
import { surfacesOf, surfaceTypes } from "../../reach/surfaces";

/** What is public without a security group is public by declaration only. */
export const publicSurface: StackRule = {
  id: "reach/public-surface",
  title: "No public surface that is not a declared public edge",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: surfaceTypes,
  why: "A public address or endpoint waits for the one rule, route or policy that opens it, and some need none.",
  fix: "Close the surface, or declare a public edge to the service that owns it.",
  decides:
    "Whether function URLs, APIs, cluster, search and file transfer endpoints, notebooks, load balancers, databases and machines are public by their own properties, without a public edge to the service that owns them.",
  cannotDecide:
    "Custom domain names of APIs whose own endpoint is switched off are not seen; a resource that the Internet can connect to is reported by reach/from-internet with its path.",
  frameworks: familyFrameworks.reach,
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'a function URL with authorizationType: "AWS_IAM"',
    fail: 'a function URL with authorizationType: "NONE"',
  },
  check: (stack, context) => {
    const model = reachModel(stack, context);
    // One cause, one finding: a path says more than an address.
    const exposed = new Set(exposures(model).map(({ node }) => node.resource.urn));
    return stack
      .ofType(...new Set(surfaceTypes))
      .filter(({ urn }) => !exposed.has(urn))
      .filter((resource) => !isDeclared(model, resource))
      .flatMap(observe);
  },
};

function isDeclared({ declared, nodes }: ReachModel, resource: StackResource): boolean {
  const node = nodes.resources.find((each) => each.resource === resource);
  const owners = node?.owners ?? nodes.ownership.ownersOf(resource);
  return declared.edges.some(
    ({ public: isPublic, to }) => isPublic && to.kind === "service" && owners.includes(to.name),
  );
}

const observe = (resource: StackResource): readonly StackObservation[] =>
  surfacesOf(resource).map(({ answer, path, what, fix }) =>
    answer === "yes"
      ? { resource, verdict: "fail", path, message: `${what}.`, fix }
      : {
          resource,
          verdict: "undecided",
          path,
          message: `Whether it is public is unknown. If so: ${what.charAt(0).toLowerCase()}${what.slice(1)}.`,
          fix,
        },
  );

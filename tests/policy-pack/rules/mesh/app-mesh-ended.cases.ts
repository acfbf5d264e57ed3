import { appMeshTypes } from "../../../../policy-pack/mesh/app-mesh-types";
import { appMeshEnded } from "../../../../policy-pack/rules/mesh/app-mesh-ended";
import { virtualNode } from "../../../support/policy-pack/app-mesh";
import { latticeNetwork } from "../../../support/policy-pack/lattice";
import { resource } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const mesh = resource(appMeshTypes.mesh, {});

export const appMeshEndedCases = ruleCases(appMeshEnded, [
  {
    requirement: "POL-255",
    title: "a mesh once, not with its nodes",
    resources: [virtualNode({}), mesh],
    verdict: "fail",
    level: "advisory",
    message: /ended on 2026-09-30/,
    fix: /VPC Lattice/,
    count: 1,
  },
  { title: "a mesh without nodes", resources: [mesh], verdict: "fail", path: "", count: 1 },
  {
    title: "two meshes",
    resources: [mesh, resource(appMeshTypes.mesh, {}, { name: "other" })],
    verdict: "fail",
    count: 2,
  },
  {
    requirement: "POL-255",
    title: "nodes of a mesh of another stack once",
    resources: [virtualNode({}), virtualNode({}, "orbit")],
    verdict: "fail",
    level: "advisory",
    count: 1,
  },
  {
    requirement: "POL-255",
    title: "a stack without App Mesh",
    resources: [latticeNetwork({ authType: "AWS_IAM" })],
    verdict: "pass",
  },
]);

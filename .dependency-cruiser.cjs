/** Import direction, as docs/architecture.md draws it. Type-only imports count. */
const ours =
  "^(index\\.ts|config|plan|components|policy-pack|preview|runtime|lambdas|detections|services|examples|tools|tests)(/|$)";

const only = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { path: ours, pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    only("config-stands-alone", "config imports nothing of ours", "^config/", "^config/"),
    only("plan-reads-config", "plan imports plan, and config's types", "^plan/", "^(plan|config)/"),
    {
      name: "plan-takes-types-of-config",
      comment: "plan may import types of config, never its code",
      severity: "error",
      from: { path: "^plan/" },
      to: { path: "^config/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "plan-is-pure",
      comment: "plan returns plain data: no Pulumi, not even its types",
      severity: "error",
      from: { path: "^plan/" },
      to: { path: "@pulumi/" },
    },
    only(
      "components-declare-plans",
      "components import components and plan",
      "^components/",
      "^(components|plan)/",
    ),
    only(
      "policy-pack-is-published-alone",
      "policy-pack imports nothing outside its folder",
      "^policy-pack/",
      "^policy-pack/",
    ),
    only(
      "runtime-knows-no-pulumi",
      "runtime imports nothing outside its folder",
      "^runtime/",
      "^runtime/",
    ),
    only(
      "detections-stand-alone",
      "what AWS does with patterns is a fact apart from the estate",
      "^detections/",
      "^detections/",
    ),
    {
      name: "nothing-deployed-imports-detections",
      severity: "error",
      from: { pathNot: "^(detections|tests|tools)/" },
      to: { path: "^detections/" },
    },
    only(
      "lambdas-are-thin",
      "lambdas import runtime and their own folder",
      "^lambdas/([^/]+)/",
      "^(runtime/|lambdas/$1/)",
    ),
    only(
      "services-are-thin",
      "services import runtime, their own folder and the server they share",
      "^services/([^/]+)/",
      "^(runtime/|services/($1|http)/)",
    ),
    only(
      "examples-stand-alone",
      "an example imports nothing but itself",
      "^examples/([^/]+)/",
      "^examples/$1/",
    ),
    only(
      "preview-stands-alone",
      "preview starts the program and the pack; it imports neither",
      "^preview/",
      "^preview/",
    ),
    {
      name: "nothing-imports-tests-or-tools",
      severity: "error",
      from: { pathNot: "^(tests|tools)/" },
      to: { path: "^(tests|tools)/" },
    },
    {
      name: "nothing-imports-preview",
      severity: "error",
      from: { pathNot: "^(preview|tests|tools)/" },
      to: { path: "^preview/" },
    },
    {
      name: "aws-by-module",
      comment:
        "@pulumi/aws as a whole costs seconds and hundreds of megabytes; import @pulumi/aws/ec2 and the like",
      severity: "error",
      from: { path: "^(index\\.ts|components/)" },
      to: { path: "node_modules/@pulumi/aws/index\\.(d\\.ts|js)$" },
    },
    {
      name: "no-development-dependencies",
      severity: "error",
      from: { path: "^(index\\.ts|config|plan|components)" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "unknown", "undetermined"] },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(policy-pack/bin|tests/fixtures|dist)/" },
    enhancedResolveOptions: { extensions: [".ts", ".js", ".json", ".d.ts"] },
  },
};

import type { StackResource } from "../engine/rule";
import { isObject, isUnknown, listOf, type Properties, textOf, type Value } from "../engine/value";
import { ownAddress, publicTypes } from "./public-address";

/** A way in that no security group need open. */
export interface Surface {
  /** Whether it is public. */
  readonly answer: "yes" | "undecided";
  /** JSON pointer of what makes it public. */
  readonly path: string;
  /** What it is, in words. */
  readonly what: string;
  /** How to close it. */
  readonly fix: string;
}

type Reader = (properties: Properties) => readonly Surface[];

const surface = (answer: Surface["answer"], path: string, [what, fix]: Words): Surface => ({
  answer,
  path,
  what,
  fix,
});

type Words = readonly [what: string, fix: string];

/** Judges one property by its value; an absent one has the value that AWS gives it. */
function property(
  name: string,
  words: Words,
  isPublic: (value: Value | undefined) => boolean,
): Reader {
  return (properties) => {
    const value = properties[name] ?? undefined;
    if (isUnknown(value)) return [surface("undecided", `/${name}`, words)];
    return isPublic(value) ? [surface("yes", `/${name}`, words)] : [];
  };
}

const functionUrl: Reader = property(
  "authorizationType",
  ["The function URL asks for no authentication", 'Set authorizationType to "AWS_IAM".'],
  (value) => value !== "AWS_IAM",
);

const apiWords: Words = [
  "The API is reachable from the Internet",
  "Make it private with an interface endpoint, or declare a public edge to its service.",
];

// REST APIs are edge-optimised unless they say otherwise; private ones are reached by endpoints alone.
function restApi({ endpointConfiguration }: Properties): readonly Surface[] {
  const types = isObject(endpointConfiguration) ? endpointConfiguration["types"] : undefined;
  const path = "/endpointConfiguration/types";
  if (isUnknown(endpointConfiguration) || isUnknown(types) || listOf(types).some(isUnknown)) {
    return [surface("undecided", path, apiWords)];
  }
  const isPrivate = listOf(types).length > 0 && listOf(types).every((type) => type === "PRIVATE");
  return isPrivate ? [] : [surface("yes", path, apiWords)];
}

const clusterWords: Words = [
  "The API server of the cluster is reachable from the Internet",
  "Set vpcConfig.endpointPublicAccess to false, or limit publicAccessCidrs to your own addresses.",
];

// Public access is on by default, and open to everybody unless blocks limit it.
function kubernetes({ vpcConfig }: Properties): readonly Surface[] {
  const path = "/vpcConfig/endpointPublicAccess";
  if (isUnknown(vpcConfig)) return [surface("undecided", path, clusterWords)];
  const config = isObject(vpcConfig) ? vpcConfig : {};
  const access = config["endpointPublicAccess"];
  if (isUnknown(access)) return [surface("undecided", path, clusterWords)];
  if (textOf(access ?? true) === "false") return [];
  const blocks = config["publicAccessCidrs"];
  const at = "/vpcConfig/publicAccessCidrs";
  if (isUnknown(blocks)) return [surface("undecided", at, clusterWords)];
  const list = listOf(blocks);
  if (list.length === 0) return [surface("yes", path, clusterWords)];
  if (list.some((block) => /\/0$/.test(textOf(block)))) return [surface("yes", at, clusterWords)];
  const lost = list.findIndex(isUnknown);
  return lost < 0 ? [] : [surface("undecided", `${at}/${String(lost)}`, clusterWords)];
}

const domainWords: Words = [
  "The domain has an endpoint on the Internet",
  "Put it in a VPC with vpcOptions.",
];

const searchDomain: Reader = property(
  "vpcOptions",
  domainWords,
  (value) => !isObject(value) || listOf(value["subnetIds"]).length === 0,
);

const fileServer: Reader = property(
  "endpointType",
  ["The file server has an endpoint on the Internet", 'Set endpointType to "VPC".'],
  (value) => value === undefined || value === "PUBLIC",
);

const notebook: Reader = property(
  "directInternetAccess",
  [
    "The notebook has a way to the Internet that no subnet of ours carries",
    'Set directInternetAccess to "Disabled", with subnetId and securityGroups.',
  ],
  (value) => value !== "Disabled",
);

function appRunner({ networkConfiguration }: Properties): readonly Surface[] {
  const words: Words = [
    "The service has an endpoint on the Internet",
    "Set networkConfiguration.ingressConfiguration.isPubliclyAccessible to false.",
  ];
  const path = "/networkConfiguration/ingressConfiguration/isPubliclyAccessible";
  const ingress = isObject(networkConfiguration)
    ? networkConfiguration["ingressConfiguration"]
    : networkConfiguration;
  const access = isObject(ingress) ? ingress["isPubliclyAccessible"] : ingress;
  if (isUnknown(access)) return [surface("undecided", path, words)];
  return textOf(access ?? true) === "false" ? [] : [surface("yes", path, words)];
}

// Property names and defaults: @pulumi/aws 7.48.
const readers: Readonly<Record<string, Reader>> = {
  "aws:lambda/functionUrl:FunctionUrl": functionUrl,
  "aws:apigateway/restApi:RestApi": restApi,
  "aws:apigatewayv2/api:Api": property(
    "disableExecuteApiEndpoint",
    apiWords,
    (value) => textOf(value ?? false) !== "true",
  ),
  "aws:eks/cluster:Cluster": kubernetes,
  "aws:opensearch/domain:Domain": searchDomain,
  "aws:elasticsearch/domain:Domain": searchDomain,
  "aws:transfer/server:Server": fileServer,
  "aws:sagemaker/notebookInstance:NotebookInstance": notebook,
  "aws:apprunner/service:Service": appRunner,
};

const addressWords: Words = [
  "It has an address on the Internet",
  "Take the public address away, or declare a public edge to its service.",
];

/** Types that can be a surface. */
export const surfaceTypes: readonly string[] = [...Object.keys(readers), ...publicTypes];

/** The public surfaces of a resource that its own properties make. */
export function surfacesOf(resource: StackResource): readonly Surface[] {
  const reader = readers[resource.type];
  if (reader !== undefined) return reader(resource.properties);
  const { answer, path } = ownAddress(resource);
  return answer === "no" ? [] : [surface(answer, path ?? "", addressWords)];
}

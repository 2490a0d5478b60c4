import {createServer, type Server} from "node:http";
import type {AddressInfo} from "node:net";

export interface Campus {
  url: string;
  close: () => Promise<void>;
}

async function listening(server: Server): Promise<Campus> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close};
}

const ANSWER = (inside: string) =>
  `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${inside}</cas:serviceResponse>`;

/** A small CAS 3 server: whoever types a number is that number; a ticket is good once, for its service. */
export function startCas(): Promise<Campus> {
  const tickets = new Map<string, {user: string; service: string}>();
  return listening(
    createServer((request, response) => {
      const {pathname, searchParams} = new URL(request.url ?? "", "http://127.0.0.1");
      const [service, user] = [searchParams.get("service") ?? "", searchParams.get("username")];
      if (pathname === "/login" && user === null) {
        response.setHeader("content-type", "text/html; charset=utf-8");
        response.end(`<form><input type="hidden" name="service" value="${service.replaceAll("&", "&amp;")}">
          <input name="username"><button>登录</button></form>`);
      } else if (pathname === "/login") {
        const ticket = `ST-${tickets.size + 1}`;
        tickets.set(ticket, {user: user!, service});
        response.writeHead(302, {location: `${service}&ticket=${ticket}`}).end();
      } else {
        const ticket = searchParams.get("ticket") ?? "";
        const found = tickets.get(ticket);
        tickets.delete(ticket);
        const isGood = pathname === "/p3/serviceValidate" && found?.service === service;
        response.end(
          ANSWER(
            isGood
              ? `<cas:authenticationSuccess><cas:user>${found.user}</cas:user></cas:authenticationSuccess>`
              : '<cas:authenticationFailure code="INVALID_TICKET">no</cas:authenticationFailure>'
          )
        );
      }
    })
  );
}

export const CLIENT = {id: "union-plan", secret: "invented for this test only"};

/** A real OpenID provider with its own pages to sign in; 工号 is the claim `staff`. `site` is asked when the client is known. */
export async function startProvider(site: () => string): Promise<Campus> {
  let handle: ((...given: Parameters<Parameters<typeof createServer>[1] & object>) => void) | undefined;
  const campus = await listening(createServer((request, response) => handle!(request, response)));
  const {default: Provider} = await import("oidc-provider");
  let provider: InstanceType<typeof Provider> | undefined;
  handle = (request, response) => {
    provider ??= new Provider(campus.url, {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [`${site()}/sign-in/oidc`],
          response_types: ["code"]
        }
      ],
      claims: {profile: ["staff"]},
      conformIdTokenClaims: false,
      cookies: {keys: ["invented for this test only"]},
      findAccount: (_: unknown, id: string) => ({accountId: id, claims: () => ({sub: `subject-${id}`, staff: id})})
    });
    provider.callback()(request, response);
  };
  return campus;
}

import {type Agent, request} from "node:http";

/** A browser without a window: it keeps its cookies, posts forms with their token, and follows nothing by itself. */
export class Browserless {
  #cookies = new Map<string, string>();

  constructor(
    readonly url: string,
    readonly headers: Record<string, string> = {},
    cookies: Record<string, string> = {}
  ) {
    for (const [name, value] of Object.entries(cookies)) this.#cookies.set(name, value);
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#keep(await fetch(this.url + path, {redirect: "manual", headers: {...this.#sent(), ...headers}}));
  }

  /** As the page's own form sends it; without `csrf` among the fields the token is taken from a page. */
  async post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    const body = new URLSearchParams(this.#cookies.size > 0 ? {csrf: await this.csrf(), ...fields} : fields);
    return this.#keep(
      await fetch(this.url + path, {method: "POST", body, redirect: "manual", headers: {...this.#sent(), ...headers}})
    );
  }

  async csrf(): Promise<string> {
    return /name="csrf" content="([^"]*)"/.exec(await (await this.get("/account")).text())?.[1] ?? "";
  }

  async signIn(name: string, password: string): Promise<Response> {
    return this.post("/sign-in", {intent: "password", name, password});
  }

  #sent(): Record<string, string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return {...this.headers, ...(cookie && {cookie})};
  }

  #keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}

export interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** A request as no browser and no `fetch` makes it. */
export function askRaw(
  url: string,
  {
    method = "GET",
    path,
    headers = {},
    body,
    agent = false
  }: {
    method?: string;
    path: string;
    headers?: Record<string, string>;
    body?: string | Uint8Array;
    agent?: Agent | false;
  }
): Promise<RawAnswer> {
  const {hostname, port} = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request({hostname, port, method, path, headers, agent}, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({status: response.statusCode ?? 0, headers: response.headers, text}));
    });
    asked.on("error", reject).end(body);
  });
}

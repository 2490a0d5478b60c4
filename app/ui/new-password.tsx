/** The password is entered twice, because it is not visible. */
export function NewPassword({problemId}: {problemId?: string}) {
  const told = problemId === undefined ? {} : {"aria-invalid": true, "aria-describedby": problemId};
  return (
    <>
      <label>
        <span>新密码（至少 10 个字符，可以是一句好记的话；不必有符号）</span>
        <input
          {...told}
          type="password"
          name="password"
          autoComplete="new-password"
          minLength={10}
          maxLength={128}
          required
        />
      </label>
      <label>
        <span>再输入一次</span>
        <input
          {...told}
          type="password"
          name="again"
          autoComplete="new-password"
          minLength={10}
          maxLength={128}
          required
        />
      </label>
    </>
  );
}

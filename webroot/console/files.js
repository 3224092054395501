const largest = 20 * 1024 * 1024;

/** Opens a run that was exported before: our JSON, or a HAR that we wrote. It stays on this page. */
export function wireFiles(open) {
  const input = document.getElementById('file');
  document.getElementById('open-file').addEventListener('click', () => input.click());
  input.addEventListener('change', async () => {
    const file = input.files[0];
    input.value = '';
    if (!file) return;
    try {
      if (file.size > largest) throw new Error('it is larger than 20 MB');
      open(read(JSON.parse(await file.text())));
    } catch (failure) {
      document.getElementById('link').textContent = `${file.name} cannot be opened: ${failure.message}`;
    }
  });
}

function read(parsed) {
  const document = parsed?.log?._gatehouse ?? parsed;
  if (!document?.run || !Array.isArray(document.steps)) throw new Error('it is no run that was exported here');
  const run = { ...document.run, id: `file-${crypto.randomUUID()}` };
  run.file = { ...document, run };
  return run;
}

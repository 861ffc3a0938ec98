/** `intg event capture`. */
export const capture = {
  "event.capture.summary": "export a stored call as a fixture without anybody's data",
  "event.capture.description":
    "Writes the call of an event as an .http file for tests and reports. People's names, e-mails, phones, documents, addresses and\ncodes to pay with become look-alikes of the same form, the same ones for the same person in every capture of this home.\nIds of products, offers and sales stay. No credential is in it: intg replay --file signs it, so it still proves itself.",
  "event.capture.example":
    "intg event capture latest -o refund.http\nintg replay --file refund.http --provider hotmart\nintg event capture evt_01k9d5w2rc --seed demo > sale.http",
  "event.capture.option.output": "write it there instead of printing it",
  "event.capture.option.seed": "draw the look-alikes from this text, to get the same ones from another home",
  "event.capture.done": "Captured into {file}. Try it: intg replay --file {file} --provider {provider}",
  "event.capture.document-left":
    "The vendor was asked about this call; its answer is written beside the file: intg event capture {id} -o FILE",
  "error.INTG_CAPTURE_UNSAFE": "The capture of {id} would still hold: {fields}. Nothing was written.",
  "hint.INTG_CAPTURE_UNSAFE": "Somebody's data stand where intg does not look, a product's name perhaps. Please report which field it is.",
} as const;

/** `intg preset ...` */
export const preset = {
  "preset.summary": "ready-made messages for carts, boletos, Pix, refusals, late payments and welcomes",
  "preset.argument.preset": "name of the preset, such as cart",
  "preset.option.product": 'slug of a product, or "*" for every product',
  "column.preset": "PRESET",
  "column.template": "TEMPLATE",
  "column.after": "AFTER",
  "column.on-for": "ON FOR",
  "column.what": "WHAT",
  "preset.at-once": "at once",

  "preset.list.summary": "list the presets, and for which products each is on",
  "preset.list.description":
    "Lists sequences of messages that are switched on with one command each. Delays count from the moment the vendor tells us, and some tell late: Hotmart looks for abandoned carts every 30 minutes, PayT tells after 7 to 15. What a later step of the same buyer and product makes needless, such as a reminder of a boleto that is paid, is not sent.",
  "preset.list.example": "intg preset list",

  "preset.on.summary": "switch a preset on",
  "preset.on.description":
    "Adds the templates and rules of a preset. The texts are in Portuguese and yours to change: intg template set. A template of that name which is there already stays as it is, so a preset can be switched on again at any time, and for one product after the other. Delays count from the moment the vendor tells us.",
  "preset.on.example": 'intg preset on cart\nintg product add "Curso Y" --slug curso-y\nintg preset on boleto --product curso-y',
  "preset.on.option.to": "destination that sends the messages; when absent the only one that does",
  "preset.on.done": "Preset {preset} is on for {product}: {rules}",
  "preset.on.existed": "Preset {preset} was on for {product} already: {rules}",
  "preset.on.hint": "Read a text: intg template show {name}. Change it: intg template set {name} --text '...'",
  "preset.what.added": "added",
  "preset.what.moved": "destination set",
  "preset.what.kept": "kept",

  "preset.off.summary": "switch a preset off",
  "preset.off.description":
    "Removes the rules that a preset added; its templates stay. A rule that was changed since is not one of them. Messages that wait already are still sent.",
  "preset.off.example": "intg preset on welcome\nintg preset off welcome",
  "preset.off.done": "Preset {preset} is off for {product}.",
  "preset.off.was-not-on": "Preset {preset} is not on for {product}.",
  "preset.off.on-for": "Preset {preset} is not on for {product}. It is on for {known}: --product says which.",
} as const;

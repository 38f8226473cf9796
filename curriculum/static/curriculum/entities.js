// Citations of law and glossary terms in the rich text editor: a small form beside the text. No build step.
(() => {
  const { createElement: h, Component, createRef } = window.React;
  const { EditorState, Modifier, RichUtils } = window.DraftJS;

  const selectedText = (editorState) => {
    const selection = editorState.getSelection();
    const block = editorState.getCurrentContent().getBlockForKey(selection.getStartKey());
    if (selection.getStartKey() !== selection.getEndKey()) return "";
    return block.getText().slice(selection.getStartOffset(), selection.getEndOffset());
  };

  class EntityForm extends Component {
    constructor(props) {
      super(props);
      this.field = createRef();
      this.words = props.entityType.words;
      const typed = props.entity ? props.entity.getData().ref : selectedText(props.editorState);
      this.state = { typed, terms: [], sentence: "" };
    }

    componentDidMount() {
      this.field.current.focus();
      this.field.current.select();
      this.field.current.parentElement.scrollIntoView({ block: "nearest" });
    }

    // Puts the entity where the selection is; `text` replaces what was selected.
    insert(ref, text, mutability) {
      const { editorState, entityType, onComplete } = this.props;
      const content = editorState.getCurrentContent().createEntity(entityType.type, mutability, { ref });
      const style = editorState.getCurrentInlineStyle();
      const next = Modifier.replaceText(
        content, editorState.getSelection(), text, style, content.getLastCreatedEntityKey(),
      );
      onComplete(EditorState.push(editorState, next, "insert-characters"));
    }

    remove() {
      const { editorState, onComplete } = this.props;
      onComplete(RichUtils.toggleLink(editorState, editorState.getSelection(), null));
    }

    onKeyDown(event) {
      event.stopPropagation();
      if (event.key === "Enter" && event.target === this.field.current) {
        event.preventDefault();
        this.confirm();
      } else if (event.key === "Escape") {
        this.props.onClose();
      }
    }

    button(word, action, kind) {
      return h("button", { type: "button", className: `button button-small ${kind}`, onClick: action }, this.words[word]);
    }

    render() {
      const { entityType, entity, onClose } = this.props;
      const id = `c-entity-${entityType.type}`;
      return h(
        "div",
        { className: "c-entity-form", role: "dialog", "aria-labelledby": `${id}-label`, onKeyDown: (e) => this.onKeyDown(e) },
        h("label", { htmlFor: id, id: `${id}-label` }, entityType.asked),
        h("input", {
          id,
          type: "text",
          ref: this.field,
          lang: "de",
          dir: "auto",
          autoComplete: "off",
          list: this.state.terms.length ? `${id}-list` : undefined,
          value: this.state.typed,
          onChange: (event) => this.setState({ typed: event.target.value, sentence: "" }),
        }),
        h("datalist", { id: `${id}-list` }, this.state.terms.map((term) => h("option", { key: term.ref, value: term.term }))),
        this.state.sentence && h("p", { role: "alert" }, this.state.sentence),
        h(
          "div",
          { className: "c-entity-form__row" },
          this.button("insert", () => this.confirm(), ""),
          entity && this.button("remove", () => this.remove(), "no button-secondary"),
          this.button("close", onClose, "button-secondary"),
        ),
      );
    }
  }

  class CitationForm extends EntityForm {
    async confirm() {
      const address = `${this.props.entityType.address}?text=${encodeURIComponent(this.state.typed)}`;
      const { ref, sentence } = await (await fetch(address)).json();
      if (ref) this.insert(ref, ref, "IMMUTABLE");
      else this.setState({ sentence });
    }
  }

  class TermForm extends EntityForm {
    async componentDidMount() {
      super.componentDidMount();
      const { terms } = await (await fetch(this.props.entityType.address)).json();
      const known = terms.find((term) => term.ref === this.state.typed);
      this.setState({ terms, typed: known ? known.term : this.state.typed });
    }

    confirm() {
      const typed = this.state.typed.trim().toLowerCase();
      const term = this.state.terms.find((t) => t.ref === typed || t.term.toLowerCase() === typed);
      if (term) this.insert(term.ref, selectedText(this.props.editorState) || term.term, "MUTABLE");
      else this.setState({ sentence: this.words.unknown });
    }
  }

  const decorated = (kind) => (props) =>
    h(
      "span",
      {
        className: `c-entity c-entity--${kind}`,
        title: props.contentState.getEntity(props.entityKey).getData().ref,
        onMouseUp: () => props.onEdit(props.entityKey),
      },
      props.children,
    );

  window.draftail.registerPlugin({ type: "CITATION", source: CitationForm, decorator: decorated("citation") }, "entityTypes");
  window.draftail.registerPlugin({ type: "TERM", source: TermForm, decorator: decorated("term") }, "entityTypes");
})();

"""The mouse with keys held down, dragging, and what the terminal pastes."""

from textual import events

from tui.editor import Editor


async def click(editor: Editor, text: str, *, shift: bool = False, ctrl: bool = False) -> None:
    """Click on a text with keys held down."""
    await _send(
        editor,
        _mouse(editor, events.MouseDown, text, shift=shift, ctrl=ctrl),
        _mouse(editor, events.MouseUp, text, shift=shift, ctrl=ctrl),
    )


async def drag(editor: Editor, text: str, to: str) -> None:
    """Press the mouse on one text and let it go on another."""
    await _send(
        editor,
        _mouse(editor, events.MouseDown, text),
        _mouse(editor, events.MouseMove, to),
        _mouse(editor, events.MouseUp, to),
    )


async def paste(editor: Editor, text: str) -> None:
    """Let the terminal paste a text."""
    await _send(editor, events.Paste(text))


def _mouse(
    editor: Editor,
    kind: type[events.MouseEvent],
    text: str,
    *,
    shift: bool = False,
    ctrl: bool = False,
) -> events.MouseEvent:
    x, y = editor.where(text)
    return kind(None, x, y, 0, 0, 1, shift, False, ctrl, x, y)


async def _send(editor: Editor, *sent: events.Event) -> None:
    driver = editor.app._driver
    assert driver is not None
    turns = sum(not isinstance(event, events.MouseMove) for event in sent)
    done = editor.app.turns.done + turns
    for event in sent:
        event.set_sender(editor.app)
        driver.send_message(event)
    await editor._settle(done)

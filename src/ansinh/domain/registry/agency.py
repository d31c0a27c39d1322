"""What an agency may choose for itself: the names, the values and what holds where nothing was chosen."""

from dataclasses import dataclass
from typing import Final

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """One setting: what it is, its values in words, and the one that holds by itself."""

    name: str
    title: Text
    about: Text
    values: dict[str, Text]
    default: str


CHOICES: Final = {
    choice.name: choice
    for choice in (
        Choice(
            "second_factor",
            Text("Xác thực hai bước", "Second factor"),
            Text(
                "Bắt buộc với người có quyền duyệt, ký hoặc quản trị; có hiệu lực từ lần đăng nhập sau.",
                "Required of people who approve, sign or administer; from their next sign-in on.",
            ),
            {"optional": Text("Tùy người dùng", "Up to each user"), "required": Text("Bắt buộc", "Required")},
            "optional",
        ),
    )
}


def check_choice(name: str, value: str) -> None:
    """Refuse a setting or a value that is not known."""
    if name not in CHOICES or value not in CHOICES[name].values:
        raise RefusedError(Text(f"Không có lựa chọn {name} = {value}.", f"There is no choice {name} = {value}."))

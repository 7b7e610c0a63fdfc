"""The comments of scripts, in English and in Korean."""

from collections.abc import Callable

from nnlab.export.scripts.script import in_comment

_LONGEST = 200
_KO = {
    "A neural network {shape}, written by nnlab: it predicts with NumPy alone.": (
        "신경망 {shape}, nnlab이 만든 스크립트: NumPy만으로 예측합니다."
    ),
    "A neural network {shape}, written by nnlab: it is trained with NumPy alone.": (
        "신경망 {shape}, nnlab이 만든 스크립트: NumPy만으로 학습합니다."
    ),
    "A neural network {shape}, written by nnlab: it predicts with {library}.": (
        "신경망 {shape}, nnlab이 만든 스크립트: {library}로 예측합니다."
    ),
    "inputs: {names}": "입력: {names}",
    "outputs: {names}": "출력: {names}",
    "It begins where a reset would: the weights of now, and any set by hand, are not in it.": (
        "초기화한 상태에서 학습합니다. 현재 가중치와 손으로 바꾼 가중치는 들어 있지 않습니다."
    ),
    "Settings or samples were changed while nnlab trained: these are the last ones.": (
        "학습 중에 설정이나 샘플이 바뀌었습니다. 마지막 것을 씁니다."
    ),
    "layer {Y}, {fan_in} → {units}: {activation}": "{Y}층, {fan_in} → {units}: {activation}",
    "layer {Y}, {fan_in} → {units}: {activation}, start {init}": (
        "{Y}층, {fan_in} → {units}: {activation}, 시작 {init}"
    ),
    "layer {Y}, {fan_in} → {units}: {activation}, start set by hand": (
        "{Y}층, {fan_in} → {units}: {activation}, 시작 직접 정한 값"
    ),
    "pixels: 0 is ground, 255 is ink": "픽셀: 0은 바탕, 255는 잉크",
    "the first pictures of the data": "데이터의 첫 그림들",
    "The samples are not at hand: put yours here, one in each row.": (
        "데이터가 없습니다. 여기에 입력을 한 줄에 하나씩 쓰세요."
    ),
    "the first samples of the data": "데이터의 첫 샘플들",
    "the samples": "샘플",
    "the folder that holds the four files of {name}": "{name}의 파일 네 개가 있는 폴더",
    "The pictures of {name} are too many to lie in a script: MNIST stands for them.": (
        "{name}의 그림은 스크립트에 담기에 너무 많아 MNIST를 대신 씁니다."
    ),
    "the order of the samples: the same as in nnlab": "샘플의 순서: nnlab과 같습니다",
    "nnlab has no stop rule: as many epochs as it has made, or 1000": (
        "멈춤 규칙이 없어 nnlab의 에폭 수(없으면 1000)만큼 학습합니다"
    ),
    "until a rule below holds": "아래의 멈춤 규칙에 이를 때까지",
    "exp may overflow: 1 / (1 + inf) is 0, as it should be": "exp가 넘쳐도 1 / (1 + inf)는 0이므로 옳습니다",
    "nnlab draws every layer from a stream of random numbers of its own": (
        "nnlab은 층마다 따로 둔 난수열에서 시작값을 뽑습니다"
    ),
    "forward": "순전파",
    "backward": "역전파",
    "update": "갱신",
    "kept from step to step": "최적화기가 기억하는 값",
    "every sample right": "모든 샘플을 맞히면",
    "or, from a file that nnlab has written, beside this script:": (
        "또는 이 스크립트 옆에 둔, nnlab이 저장한 파일에서 읽습니다:"
    ),
    "PyTorch keeps weights as (outputs, inputs)": "PyTorch의 가중치는 (출력, 입력) 순서입니다",
}

Say = Callable[..., str]


def words(language: str) -> Say:
    """Return what gives a comment in a language: 'ko' for Korean, English for any other.

    It takes the English sentence and what is put into its brackets, of which nothing can end the comment.
    """

    def say(english: str, **values: object) -> str:
        text = _KO[english] if language == "ko" else english
        return "# " + text.format(
            **{name: in_comment(str(value), _LONGEST) for name, value in values.items()}
        )

    return say

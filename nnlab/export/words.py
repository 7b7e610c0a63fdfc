"""The words of pictures and reports in the languages that nnlab speaks; Korean has the English term beside it."""

from collections.abc import Callable

_EN, _KO = 0, 1

_WORDS: dict[str, tuple[str, str]] = {
    # -- pictures
    "input": ("inputs", "입력"),
    "diagram_of": ("Diagram of the network {shape}", "신경망 {shape}의 구조 그림"),
    "links_and_discs": (
        "lines: weights, dashed below zero · discs: biases",
        "선: 가중치(음수는 점선) · 원: 편향",
    ),
    "layer_n": ("Layer {number}", "{number}층"),
    "bias": ("bias", "편향"),
    "bias_below": ("The strip below is the bias.", "아래 띠는 편향(bias)입니다."),
    "pooled": (
        "Each pixel is the mean of neighbouring weights.",
        "픽셀 하나는 이웃한 가중치들의 평균입니다.",
    ),
    "tiles_of": ("The first {shown} of {all} neurons.", "뉴런 {all}개 가운데 처음 {shown}개입니다."),
    "loss": ("Loss", "손실 (loss)"),
    "log_by_epoch": ("log scale", "로그 눈금"),
    "epochs_axis": ("epoch", "에폭"),
    "accuracy": ("Accuracy", "정확도 (accuracy)"),
    "training_samples": ("training samples", "학습 데이터"),
    "training_dashed": ("training (dashed)", "학습(점선)"),
    "unseen_solid": ("unseen", "처음 보는 데이터"),
    # -- the head of a report
    "report": ("Network report", "신경망 보고서"),
    "untitled": ("A neural network", "신경망"),
    "parameters_n": ("{count} parameters", "매개변수 {count}개"),
    "epochs": ("epochs", "에폭 (epoch)"),
    "updates": ("updates", "갱신 (update)"),
    "loss_now": ("loss, these weights", "이 가중치의 손실 (loss)"),
    "handed_in_by": ("Name", "학번 · 이름"),
    "accuracy_now": ("accuracy", "정확도 (accuracy)"),
    "test_now": ("accuracy, unseen", "처음 보는 데이터 정확도"),
    "test_loss_now": ("loss, unseen", "처음 보는 데이터 손실"),
    "validation_now": ("accuracy, validation", "검증 데이터 정확도"),
    "validation_loss_now": ("loss, validation", "검증 데이터 손실"),
    "at_epoch": ("at epoch {epoch}", "{epoch}에폭에서"),
    "right_of": ("{right} of {count} right", "{count}개 중 {right}개 정답"),
    # -- network
    "network": ("Network", "신경망 (network)"),
    "layer": ("layer", "층 (layer)"),
    "shape": ("weights", "가중치 (weight)"),
    "activation": ("activation", "활성화 함수"),
    "init": ("start", "초기값"),
    "parameters": ("parameters", "매개변수"),
    "no_bias": ("no bias", "편향 없음"),
    "sum": ("all", "합계"),
    "number_type": ("Numbers are {dtype}.", "모든 수는 {dtype} 형식입니다."),
    # -- data
    "data": ("Data", "데이터 (data)"),
    "data_name": ("data set", "데이터 이름"),
    "samples": ("training samples", "학습 데이터 수"),
    "unseen": ("unseen samples", "처음 보는 데이터 수"),
    "validation": ("validation samples", "검증 데이터 수"),
    "none": ("none", "없음"),
    "source": ("source", "출처"),
    "inputs_outputs": ("inputs → outputs", "입력 → 출력"),
    "data_not_here": (
        "The samples were not at hand when this page was written, so it does not judge the network's answers.",
        "이 보고서를 만들 때 데이터가 없어서 신경망의 답은 평가하지 않았습니다.",
    ),
    # -- settings
    "settings": ("Settings", "학습 설정 (settings)"),
    "loss_function": ("loss", "손실 함수 (loss)"),
    "optimizer": ("optimizer", "최적화기 (optimizer)"),
    "learning_rate": ("learning rate", "학습률 (learning rate)"),
    "momentum": ("momentum", "모멘텀 (momentum)"),
    "batch": ("batch", "배치 (batch)"),
    "all_samples": ("all samples", "전체 데이터"),
    "order": ("order of samples", "데이터 순서"),
    "shuffled": ("new in every pass", "에폭마다 새로 섞음"),
    "as_given": ("as given", "주어진 순서"),
    "seed": ("seed", "시드 (seed)"),
    "half_squared_error": ("half squared error", "½ 제곱 오차 (half squared error)"),
    "cross_entropy": ("cross-entropy", "교차 엔트로피 (cross-entropy)"),
    "binary_cross_entropy": ("binary cross-entropy", "이진 교차 엔트로피 (binary cross-entropy)"),
    # -- training
    "training": ("Training", "학습 (training)"),
    "untrained": ("The network has not been trained yet.", "아직 학습하지 않은 신경망입니다."),
    "changed": ("Changed on the way", "학습 중에 바꾼 설정"),
    "mark": ("{setting} → {value} at epoch {epoch}", "{epoch}에폭에서 {setting} → {value}"),
    "points_added": ("samples added at epoch {epoch}: {count}", "{epoch}에폭에서 추가한 샘플: {count}개"),
    "points_removed": ("samples removed at epoch {epoch}: {count}", "{epoch}에폭에서 제거한 샘플: {count}개"),
    "batch_size": ("batch size", "배치 크기"),
    "shuffle": ("shuffling", "섞기"),
    # -- answers
    "answers": ("Answers", "신경망의 답 (answers)"),
    "on_training": ("Judged on the {count} training samples.", "학습 데이터 {count}개로 평가했습니다."),
    "on_unseen": (
        "Judged on {count} samples that training never sees.",
        "학습에 쓰지 않은 데이터 {count}개로 평가했습니다.",
    ),
    "first_of": ("These are the first of {count}.", "전체 {count}개 가운데 앞부분입니다."),
    "mean_loss": ("Their mean loss is {loss}.", "평균 손실은 {loss}입니다."),
    "sample": ("sample", "데이터"),
    "target": ("target", "목표 (target)"),
    "output": ("output", "출력 (output)"),
    "verdict": ("verdict", "판정"),
    "right": ("✓ right", "✓ 정답"),
    "wrong": ("✗ wrong", "✗ 오답"),
    "wrong_bits": (
        "An output on the wrong side of 0.5 is underlined and marked ✗.",
        "0.5를 기준으로 틀린 쪽에 있는 출력은 밑줄과 ✗로 표시했습니다.",
    ),
    "confusion": (
        "Confusion matrix: a row is what a sample is, a column what the network reads.",
        "혼동 행렬(confusion matrix): 행은 정답, 열은 신경망의 답입니다.",
    ),
    "recall": ("recall", "재현율 (recall)"),
    "too_many_classes": (
        "With {count} classes a confusion matrix would not fit on a page.",
        "클래스가 {count}개라서 혼동 행렬은 싣지 않았습니다.",
    ),
    "no_answer": (
        "{count} outputs were not finite and answer nothing.",
        "출력이 유한한 수가 아닌 {count}개는 답으로 세지 않았습니다.",
    ),
    "bit": ("output", "출력"),
    "bit_right": ("right", "정답 비율"),
    # -- weights, notes
    "weights": ("Weights", "가중치 (weights)"),
    "weights_how": (
        "Rows are what goes into a layer, columns its neurons. Orange is negative, blue is positive.",
        "행은 층의 입력, 열은 뉴런입니다. 주황은 음수, 파랑은 양수입니다.",
    ),
    "weights_tiles": (
        "The first layer is drawn as pictures: where each neuron weighs a pixel up or down.",
        "첫 층은 뉴런마다 그림 한 장으로, 어느 픽셀을 더하고 빼는지 보여 줍니다.",
    ),
    "notes": ("Notes", "메모 (notes)"),
    # -- worksheet
    "worksheet": ("Worksheet", "학습지 (worksheet)"),
    "worksheet_key": ("Key", "정답 (key)"),
    "date": ("Date", "날짜"),
    "step_sample": ("step {number}, sample {sample}", "단계 {number}, 데이터 {sample}번"),
    "step_samples": ("step {number}, {count} samples", "단계 {number}, 데이터 {count}개"),
    "given_numbers": ("Given", "주어진 값"),
    "fill_in": (
        "Fill in the blanks. Compute with the numbers above; write {decimals} decimals.",
        "위의 수로 계산하여 빈칸을 채우세요. 소수점 아래 {decimals}자리까지 씁니다.",
    ),
    "key_note": (
        "Computed with all digits. Whoever goes on with rounded numbers may differ in the last decimal.",
        "모든 자릿수로 계산했습니다. 반올림한 수로 이어서 계산하면 마지막 자리가 다를 수 있습니다.",
    ),
    "corners": (
        "Of large matrices only the first and last rows and columns are shown; “…” stands for the rest.",
        "큰 행렬은 처음과 마지막 행과 열만 보입니다. “…”은 나머지를 뜻합니다.",
    ),
    "left_out": (
        "Left out, because a worksheet has {pages} pages at most: operations {operations}.",
        "학습지는 {pages}쪽까지여서 생략한 연산: {operations}",
    ),
    "of_inputs": ("inputs", "입력"),
    "of_hidden": ("hidden", "은닉층"),
    "of_hidden_n": ("hidden {number}", "은닉층 {number}"),
    "of_output": ("output", "출력층"),
    "op_sum": ("{layer} sum", "{layer} 가중합"),
    "op_activation": ("{layer} activation", "{layer} 활성화"),
    "op_loss": ("loss", "손실 (loss)"),
    "op_output_error": ("output error", "출력 오차"),
    "op_activation_error": ("{layer} sum error", "{layer} 가중합 오차"),
    "op_gradient": ("{layer} gradients", "{layer} 기울기"),
    "op_input_error": ("error to {before}", "{before} 쪽 오차"),
    "op_update": ("update", "갱신 (update)"),
    # -- how to reproduce
    "reproduce": ("How to reproduce", "다시 만들어 보기"),
    "command_how": (
        "Unless something was set by hand, before the training or on the way, this command gives the same weights:",
        "학습 전이나 도중에 손으로 바꾼 것이 없다면, 다음 명령으로 같은 가중치를 얻습니다.",
    ),
    "command_from_seed": (
        "This command begins the same network, with the weights that its seed draws:",
        "다음 명령으로 같은 신경망을 만들되, 가중치는 시드가 뽑은 값에서 시작합니다.",
    ),
    "but_by_hand": (
        "The start of this network was set by hand; the command gives the seed's own.",
        "이 신경망의 시작 가중치는 손으로 정한 것입니다. 명령은 시드가 뽑는 값을 씁니다.",
    ),
    "no_preset": (
        "This network did not begin with a preset, so no command builds it: build it with the settings above.",
        "예제에서 시작하지 않은 신경망이라 명령 한 줄로는 만들 수 없습니다. 위의 설정대로 만들어 보세요.",
    ),
    "but_marks": (
        "Settings or samples were changed during the training; the command uses the last ones from the beginning.",
        "학습 중에 설정이나 샘플을 바꾸었습니다. 명령은 마지막 것을 처음부터 씁니다.",
    ),
    "but_given": (
        "Layers with the start “given” begin with the matrices of the preset.",
        "초기값이 “given”인 층은 예제의 행렬에서 시작합니다.",
    ),
    "but_within": (
        "The training rests in the middle of a pass; the command ends with the last whole one.",
        "학습이 에폭 중간에서 멈춰 있습니다. 명령은 마지막으로 끝낸 에폭까지만 학습합니다.",
    ),
    "but_pictures": (
        "It learned from pictures of its own, “{name}”: put their place after --data.",
        "학습에 쓴 그림: 직접 가져온 “{name}”. 그 위치를 --data 뒤에 적으세요.",
    ),
    "written_by": ("Written by nnlab {version}", "만든 프로그램: nnlab {version}"),
}

Words = Callable[..., str]


def words_of(language: str) -> Words:
    """Return the function that gives the text of a key, its places filled, in 'ko' or else in English."""
    place = _KO if language.lower().startswith("ko") else _EN

    def words(key: str, **values: object) -> str:
        text = _WORDS[key][place]
        return text.format(**values) if values else text

    return words
